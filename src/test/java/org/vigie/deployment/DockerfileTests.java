package org.vigie.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.support.ProjectFiles;

class DockerfileTests {

    private static final String DOCKERFILE = ProjectFiles.text("Dockerfile");
    private static final Pattern PINNED_BASE =
            Pattern.compile("FROM [^\\s:]+:\\d+\\.\\d+[^\\s$]*\\$\\{[A-Z]+_DIGEST}( AS \\w+)?");

    @Test
    void runsAsAnUnprivilegedUserOnPinnedImages() {
        assertThat(violations(DOCKERFILE)).isEmpty();
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            25.0.3_9-jre-noble   | latest               | base image is not pinned
            -jre-noble${JRE_DIGEST} | -jre-noble        | base image is not pinned
            USER 10001:10001     | USER root            | does not end as an unprivileged user
            postgresql-client-16 | postgresql-client-15 | older than the server
            """)
    void reportsAPlantedViolation(String present, String planted, String report) {
        assertThat(violations(DOCKERFILE.replace(present, planted)))
                .anySatisfy(text -> assertThat(text).contains(report));
    }

    private static List<String> violations(String dockerfile) {
        var found = new ArrayList<String>();
        dockerfile
                .lines()
                .filter(line ->
                        line.startsWith("FROM ") && !PINNED_BASE.matcher(line).matches())
                .forEach(line -> found.add("base image is not pinned: " + line));
        var user = dockerfile.lines().filter(line -> line.startsWith("USER ")).reduce("", (first, last) -> last);
        if (!user.matches("USER [1-9]\\d*:[1-9]\\d*")) {
            found.add("does not end as an unprivileged user, by number: " + user);
        }
        if (number(dockerfile, "postgresql-client-(\\d+)")
                < number(ProjectFiles.text("docker-compose.yml"), "image: postgres:(\\d+)")) {
            found.add("pg_dump is older than the server in docker-compose.yml and would refuse it");
        }
        return found;
    }

    private static int number(String text, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return Integer.parseInt(matcher.group(1));
    }
}
