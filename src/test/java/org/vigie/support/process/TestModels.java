package org.vigie.support.process;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.DeployResourceCommandStep1;
import io.camunda.client.api.command.DeployResourceCommandStep1.DeployResourceCommandStep2;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The project's models as the in-memory engine can run them. It cannot complete native user tasks: their marker and
 * their priority, which only they have, are left out, so that each is a job with group, assignee and due date as
 * headers. Start events with a schedule wait for ever, unless a test asks for them: moving the clock must not start what
 * it is not about.
 */
final class TestModels {

    private static final List<String> FOLDERS = List.of("bpmn", "dmn", "forms");

    private static final Pattern SCHEDULED_START = Pattern.compile(
            "(<bpmn:startEvent (?:(?!</bpmn:startEvent>).)*<bpmn:timeCycle[^>]*>)[^<]*", Pattern.DOTALL);

    private static final String NEVER = "R1/2999-01-01T00:00:00Z/P1D";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private TestModels() {}

    /** Deploys everything in one command, as the application does. */
    static void deploy(CamundaClient client, boolean withSchedules) {
        DeployResourceCommandStep1 start = client.newDeployResourceCommand();
        @Nullable DeployResourceCommandStep2 command = null;
        for (Path file : files()) {
            String name = file.getFileName().toString();
            byte[] content = content(file, withSchedules);
            command = command == null ? start.addResourceBytes(content, name) : command.addResourceBytes(content, name);
        }
        if (command == null) {
            throw new IllegalStateException("there are no models in " + FOLDERS);
        }
        command.requestTimeout(PATIENCE).send().join();
    }

    private static List<Path> files() {
        return FOLDERS.stream().map(Path::of).flatMap(TestModels::list).toList();
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(bpmn|dmn|form)")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] content(Path file, boolean withSchedules) {
        try {
            String text = Files.readString(file);
            String runnable = file.toString().endsWith(".bpmn")
                    ? text.replaceAll("<zeebe:userTask ?/>", "").replaceAll("<zeebe:priorityDefinition [^>]*/>", "")
                    : text;
            if (!withSchedules) {
                runnable = SCHEDULED_START.matcher(runnable).replaceAll("$1" + NEVER);
            }
            return runnable.getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
