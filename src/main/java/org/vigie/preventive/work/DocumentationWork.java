package org.vigie.preventive.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.vigie.engine.job.Heartbeat;
import org.vigie.plan.DocumentSettings;
import org.vigie.preventive.PreventiveWork;
import org.vigie.preventive.WorkOrder;
import org.vigie.preventive.WorkResult;

/** Whether the documents that an application must have are there and not empty. What they say is judged by a person. */
@Component
class DocumentationWork implements PreventiveWork {

    @Override
    public String id() {
        return "documentation";
    }

    @Override
    public WorkResult perform(WorkOrder order, Heartbeat heartbeat) {
        DocumentSettings settings = order.plan().preventive() == null
                ? null
                : order.plan().preventive().documents();
        if (settings == null || settings.files().isEmpty()) {
            return WorkResult.notSetUp(order.say(
                    "The plan names no documents: add preventive.documents.",
                    "Le plan ne nomme aucun document : ajoutez preventive.documents."));
        }
        List<String> lines = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        Path root = settings.folder().toAbsolutePath().normalize();
        for (String name : settings.files()) {
            Path file = root.resolve(name).normalize();
            String state = file.startsWith(root) ? state(file) : "outside of the folder";
            lines.add(name + ": " + state);
            if (!state.startsWith("there")) {
                missing.add(name);
            }
        }
        return missing.isEmpty()
                ? WorkResult.done(
                        order.say(
                                "All " + settings.files().size() + " documents are there.",
                                "Les " + settings.files().size() + " documents sont là."),
                        lines)
                : WorkResult.failed(
                        order.say("Missing or empty: ", "Absents ou vides : ") + String.join(", ", missing) + ".",
                        lines);
    }

    private static String state(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return "missing";
            }
            return Files.size(file) == 0 ? "empty" : "there, last changed " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return "cannot be read";
        }
    }
}
