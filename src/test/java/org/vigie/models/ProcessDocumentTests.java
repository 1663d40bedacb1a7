package org.vigie.models;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.vigie.support.GeneratedDocument;

class ProcessDocumentTests {

    @Test
    void pageOfProcessesIsAsTheModelsAre() throws IOException {
        GeneratedDocument.check("docs/processes.md", page(Models.ofProject(), JobWorkers.byType()));
    }

    private static String page(Models models, Map<String, String> workers) {
        var page = new StringBuilder("""
                # Processes

                Made from the models and the code: `./mvnw test -Dtest='*DocumentTests' -Ddocs.write=true`. Do not edit.

                What each element uses: a worker in the code, a form, a decision table, or another process. Start and end listeners of
                user tasks are listed with their task.
                """);
        var uses = models.uses();
        for (var file : models.processFiles()) {
            var process = file.all("process").findFirst().orElseThrow();
            page.append("\n## %s (`%s`)\n\n".formatted(process.getAttribute("name"), process.getAttribute("id")));
            page.append("![%s](diagrams/%s.svg)\n\n".formatted(process.getAttribute("name"), file.root()));
            page.append("| element | label | uses | carried by |\n|---|---|---|---|\n");
            uses.stream()
                    .filter(use -> use.file().equals(file.name()))
                    .distinct()
                    .forEach(use -> page.append(row(use, workers)));
        }
        if (!models.decisionFiles().isEmpty()) {
            page.append("\n## Decisions\n\n| decision | name | file |\n|---|---|---|\n");
            models.decisionFiles()
                    .forEach(file -> file.all("decision")
                            .forEach(decision -> page.append("| `%s` | %s | [dmn/%s](../dmn/%s) |\n"
                                    .formatted(
                                            decision.getAttribute("id"),
                                            decision.getAttribute("name"),
                                            file.name(),
                                            file.name()))));
        }
        return page.toString();
    }

    private static String row(ModelUse use, Map<String, String> workers) {
        var target = switch (use.kind()) {
            case JOB -> List.of("job `" + use.target() + "`", worker(workers.get(use.target())));
            case FORM -> List.of("form", "[forms/%s.form](../forms/%s.form)".formatted(use.target(), use.target()));
            case DECISION -> List.of("decision", "`" + use.target() + "`");
            case PROCESS -> List.of("process", "`" + use.target() + "`");
        };
        return "| `%s` | %s | %s | %s |\n".formatted(use.elementId(), use.elementName(), target.get(0), target.get(1));
    }

    private static String worker(@Nullable String className) {
        return className == null ? "nobody" : "`" + className.replace("org.vigie.", "") + "`";
    }
}
