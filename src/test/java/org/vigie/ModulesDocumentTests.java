package org.vigie;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.vigie.support.GeneratedDocument;
import org.vigie.support.ProjectFiles;

class ModulesDocumentTests {

    private static final Path SOURCES = ProjectFiles.root().resolve("src/main/java/org/vigie");
    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

    @Test
    void pageOfModulesIsAsTheCodeIs() throws IOException {
        var uses = new TreeMap<String, Set<String>>();
        var modules = ApplicationModules.of(VigieApplication.class);
        modules.forEach(module -> uses.put(name(module), uses(module, modules)));
        GeneratedDocument.check("docs/modules.md", page(uses));
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }

    private static Set<String> uses(ApplicationModule module, ApplicationModules modules) {
        return module.getDirectDependencies(modules)
                .uniqueModules()
                .map(ModulesDocumentTests::name)
                .collect(toCollection(TreeSet::new));
    }

    private static String page(Map<String, Set<String>> uses) throws IOException {
        var page = new StringBuilder("""
                # Modules

                Made from the code as Spring Modulith sees it: `./mvnw test -Dtest='*DocumentTests' -Ddocs.write=true`. Do not edit.

                An arrow says "uses". The picture leaves out arrows that follow from others; the table has them all. `ModularityTests`
                fails when a module uses another that its `package-info.java` does not allow, reaches into its rooms, or closes a circle.

                ```mermaid
                flowchart TD
                """);
        uses.forEach((module, used) -> used.stream()
                .filter(target -> used.stream().noneMatch(other -> reaches(uses, other, target)))
                .forEach(target -> page.append("    %s --> %s%n".formatted(module, target))));
        page.append("```\n\n| module | what it is for | rooms | uses |\n|---|---|---|---|\n");
        for (var module : uses.entrySet()) {
            page.append("| `%s` | %s | %s | %s |%n"
                    .formatted(
                            module.getKey(),
                            purpose(SOURCES.resolve(module.getKey())),
                            rooms(SOURCES.resolve(module.getKey())),
                            module.getValue().stream().collect(joining(", "))));
        }
        return page.toString().replace(System.lineSeparator(), "\n");
    }

    /** Whether one module uses the other by way of at least one arrow. */
    private static boolean reaches(Map<String, Set<String>> uses, String from, String to) {
        return uses.get(from).stream().anyMatch(next -> next.equals(to) || reaches(uses, next, to));
    }

    private static String purpose(Path module) throws IOException {
        var javadoc = JAVADOC.matcher(Files.readString(module.resolve("package-info.java")));
        return javadoc.find()
                ? javadoc.group(1)
                        .replaceAll("\\s*\\n\\s*\\* ?", " ")
                        .replaceAll("\\{@code ([^}]*)}", "`$1`")
                        .strip()
                : "";
    }

    private static String rooms(Path module) throws IOException {
        try (Stream<Path> folders = Files.walk(module)) {
            return folders.filter(Files::isDirectory)
                    .filter(folder -> !folder.equals(module))
                    .map(folder -> module.relativize(folder).toString().replace('\\', '/'))
                    .sorted()
                    .collect(joining(", "));
        }
    }
}
