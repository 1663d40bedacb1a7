package org.vigie.models;

import java.util.List;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** A task of a process with what it says to the engine. */
record TaskStep(String process, Element task, List<Element> extensions) {

    static TaskStep of(ModelFile file, Element task) {
        return new TaskStep(
                file.root(),
                task,
                file.elements().stream()
                        .filter(element -> element != file.elements().getFirst() && ModelFile.carrier(element) == task)
                        .toList());
    }

    /** Its extensions of one kind, in their order. */
    Stream<Element> all(String extension) {
        return extensions.stream().filter(element -> extension.equals(element.getLocalName()));
    }

    /** Empty if it has no such extension, or that no such attribute. */
    String attribute(String extension, String attribute) {
        return all(extension)
                .findFirst()
                .map(element -> element.getAttribute(attribute))
                .orElse("");
    }

    /** Empty if it has no such header. */
    String header(String key) {
        return all("header")
                .filter(header -> header.getAttribute("key").equals(key))
                .findFirst()
                .map(header -> header.getAttribute("value"))
                .orElse("");
    }

    /** Such as {@code serviceTask}. */
    String kind() {
        return task.getLocalName();
    }

    String name() {
        return task.getAttribute("name");
    }

    /** For people: its name and where it is. */
    String inWords() {
        return name() + " (" + process + ")";
    }
}
