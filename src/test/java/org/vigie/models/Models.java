package org.vigie.models;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.support.ProjectFiles;
import org.w3c.dom.Element;

/** The models of the project: processes, decisions and forms, and what they use of each other. */
public final class Models {

    private static final Pattern CHOSEN = Pattern.compile("(?:then|else)\\s+\"([a-z0-9-]+)\"");

    private final List<ModelFile> processes;
    private final List<ModelFile> decisions;
    private final List<Path> forms;

    private Models(Path root) {
        processes = files(root.resolve("bpmn"), ".bpmn").map(ModelFile::read).toList();
        decisions = files(root.resolve("dmn"), ".dmn").map(ModelFile::read).toList();
        forms = files(root.resolve("forms"), ".form").toList();
    }

    /** Reads the models in the folders bpmn, dmn and forms below a folder; a folder that is absent has none. */
    public static Models under(Path root) {
        return new Models(root);
    }

    /** The models of this project. */
    public static Models ofProject() {
        return under(ProjectFiles.root());
    }

    /** All ids in a BPMN or DMN file, empty when there is no such file. */
    public Set<String> idsIn(String file) {
        return Stream.concat(processes.stream(), decisions.stream())
                .filter(model -> model.name().equals(file))
                .flatMap(ModelFile::ids)
                .collect(Collectors.toSet());
    }

    /** The ids of all processes. */
    public Set<String> processIds() {
        return ids(processes, "process");
    }

    /** The ids of all decisions. */
    public Set<String> decisionIds() {
        return ids(decisions, "decision");
    }

    /** The ids of all forms. */
    public Set<String> formIds() {
        return forms.stream().map(Models::formId).collect(Collectors.toCollection(TreeSet::new));
    }

    List<ModelFile> processFiles() {
        return processes;
    }

    List<ModelFile> decisionFiles() {
        return decisions;
    }

    /** File names of the forms by their ids, as "name.form=id". */
    List<String> formFilesWithIds() {
        return forms.stream()
                .map(path -> path.getFileName() + "=" + formId(path))
                .toList();
    }

    /** Every use of a job type, form, decision or process, in the order of the files. */
    List<ModelUse> uses() {
        var uses = new ArrayList<ModelUse>();
        for (var file : processes) {
            file.elements().forEach(element -> {
                var kind = kindOf(element);
                if (kind != null) {
                    var carrier = ModelFile.carrier(element);
                    named(targetOf(kind, element))
                            .forEach(target -> uses.add(new ModelUse(
                                    kind,
                                    file.name(),
                                    carrier.getAttribute("id"),
                                    carrier.getAttribute("name"),
                                    target)));
                }
            });
        }
        return uses;
    }

    /** The id, or those that an expression chooses among. */
    private static List<String> named(String target) {
        return target.startsWith("=")
                ? CHOSEN.matcher(target).results().map(match -> match.group(1)).toList()
                : List.of(target);
    }

    private static ModelUse.@Nullable Kind kindOf(Element element) {
        return switch (element.getLocalName()) {
            case "taskDefinition", "executionListener" -> ModelUse.Kind.JOB;
            case "formDefinition" -> ModelUse.Kind.FORM;
            case "calledDecision" -> ModelUse.Kind.DECISION;
            case "calledElement" -> ModelUse.Kind.PROCESS;
            default -> null;
        };
    }

    private static String targetOf(ModelUse.Kind kind, Element element) {
        return element.getAttribute(
                switch (kind) {
                    case JOB -> "type";
                    case FORM -> "formId";
                    case DECISION -> "decisionId";
                    case PROCESS -> "processId";
                });
    }

    private static Set<String> ids(List<ModelFile> files, String element) {
        return files.stream()
                .flatMap(file -> file.all(element))
                .map(found -> found.getAttribute("id"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String formId(Path path) {
        try {
            return ProjectFiles.json(Files.readString(path)).path("id").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (var all = Files.list(folder)) {
            return all.filter(path -> path.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
