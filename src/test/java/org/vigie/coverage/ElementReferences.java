package org.vigie.coverage;

import java.util.Set;
import org.vigie.models.JobWorkers;
import org.vigie.models.Models;
import org.vigie.support.ProjectFiles;

/**
 * Knows whether something that docs/coverage.yaml names is there.
 *
 * <table>
 * <caption>Forms of a reference</caption>
 * <tr><td>{@code ticket.bpmn#Task_QualifyTicket}</td><td>an element of a process or decision file</td></tr>
 * <tr><td>{@code process:ticket}, {@code decision:ticketSla}, {@code form:ticket-qualify}</td><td>a model</td></tr>
 * <tr><td>{@code worker:register-ticket}</td><td>a worker in the code, by job type</td></tr>
 * <tr><td>{@code plan:cesizen.calendar.zone}</td><td>a value of a plan file, by its path</td></tr>
 * <tr><td>{@code class:org.vigie.calendar.ClockKind}</td><td>a class of the code that is none of these</td></tr>
 * <tr><td>{@code file:.github/workflows/ci.yml}</td><td>a file of the project</td></tr>
 * </table>
 */
final class ElementReferences {

    private final Models models = Models.ofProject();
    private final Set<String> workers = JobWorkers.byType().keySet();

    /** Whether the reference names something that exists. */
    boolean exists(String reference) {
        var hash = reference.indexOf('#');
        if (hash > 0) {
            return models.idsIn(reference.substring(0, hash)).contains(reference.substring(hash + 1));
        }
        var colon = reference.indexOf(':');
        var name = reference.substring(colon + 1);
        return switch (reference.substring(0, Math.max(colon, 0))) {
            case "process" -> models.processIds().contains(name);
            case "decision" -> models.decisionIds().contains(name);
            case "form" -> models.formIds().contains(name);
            case "worker" -> workers.contains(name);
            case "plan" -> inPlan(name);
            case "class" ->
                ProjectFiles.root()
                        .resolve("src/main/java/" + name.replace('.', '/') + ".java")
                        .toFile()
                        .isFile();
            case "file" -> ProjectFiles.root().resolve(name).toFile().isFile();
            default -> false;
        };
    }

    private static boolean inPlan(String path) {
        var steps = path.split("\\.", 2);
        var file = "plans/" + steps[0] + ".yaml";
        return steps.length == 2
                && ProjectFiles.root().resolve(file).toFile().isFile()
                && !ProjectFiles.yaml(ProjectFiles.text(file))
                        .at("/" + steps[1].replace('.', '/'))
                        .isMissingNode();
    }
}
