package org.vigie.release.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.engine.job.Heartbeat;
import org.vigie.plan.ReleaseSettings.Migrations;
import org.vigie.release.deployment.Deployment;
import org.vigie.release.deployment.Placeholders;
import org.vigie.release.deployment.ReleaseFailedException;
import org.vigie.release.deployment.ReleaseFolders;
import org.vigie.release.deployment.StepCommands;
import org.vigie.release.migrations.Migration;
import org.vigie.release.migrations.MigrationMarks;
import org.vigie.release.migrations.MigrationReport;

/** Where a database is and what a version would change, as the plan's own commands tell. */
@Component
public class SchemaMigrations {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:\\\\-]{0,200}");
    private static final Pattern POSITION = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:\\\\ -]{0,200}");

    private final ReleaseContext context;
    private final ReleaseFolders folders;

    SchemaMigrations(ReleaseContext context, ReleaseFolders folders) {
        this.context = context;
        this.folders = folders;
    }

    /** The commands of a plan, if this environment has a database. */
    public static Optional<Migrations> of(Deployment deployment) {
        return deployment.environment().database() == null
                ? Optional.empty()
                : Optional.ofNullable(deployment.settings().migrations());
    }

    /**
     * The ids of what is not applied yet, in order.
     *
     * @param step name for people; the same name gives the same answer
     */
    public List<String> pending(String operationId, Deployment deployment, String step, Heartbeat heartbeat) {
        StepCommands.Result result =
                ask(operationId, deployment, step, of(deployment).orElseThrow().pending(), heartbeat);
        List<String> ids = result.output().stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        ids.stream().filter(id -> !ID.matcher(id).matches()).findFirst().ifPresent(id -> {
            throw new ReleaseFailedException(
                    "migrations-unknown",
                    "\"" + id + "\" is no id of a migration",
                    "Let the command migrations.pending print one id a line, and nothing else.");
        });
        return ids;
    }

    /** Up to where the database is. */
    public String position(String operationId, Deployment deployment, String step, Heartbeat heartbeat) {
        return ask(operationId, deployment, step, of(deployment).orElseThrow().position(), heartbeat)
                .lastLine()
                .map(String::strip)
                .filter(line -> POSITION.matcher(line).matches())
                .orElseThrow(() -> new ReleaseFailedException(
                        "position-unknown",
                        "the command migrations.position printed no position",
                        "Let it print the position on its last line."));
    }

    /** Judges what is pending, by the plan's command or by the marks in the files. */
    public List<Migration> judge(String operationId, Deployment deployment, List<String> pending, Heartbeat heartbeat) {
        Migrations commands = of(deployment).orElseThrow();
        List<String> classes = commands.classes();
        if (pending.isEmpty()) {
            return List.of();
        }
        if (classes != null) {
            List<Migration> told = MigrationReport.read(String.join(
                    "\n",
                    ask(operationId, deployment, "Classes of the migrations", classes, heartbeat)
                            .output()));
            if (!told.stream().map(Migration::id).toList().equals(pending)) {
                throw new ReleaseFailedException(
                        "migrations-unknown", "the classes are of other migrations than those that are pending");
            }
            return told;
        }
        return pending.stream()
                .map(id -> MigrationMarks.judge(
                        id,
                        text(deployment, commands.upFile(), id).orElse(""),
                        text(deployment, commands.downFile(), id)))
                .toList();
    }

    private StepCommands.Result ask(
            String operationId, Deployment deployment, String step, List<String> command, Heartbeat heartbeat) {
        StepCommands.Result result = context.inPlace(operationId, deployment, step, command, Map.of(), heartbeat);
        ReleaseContext.requireSuccess(result, step, "migrations-unknown");
        return result;
    }

    private Optional<String> text(Deployment deployment, @Nullable String pattern, String id) {
        if (pattern == null) {
            return Optional.empty();
        }
        Path place = deployment.place(folders);
        Path file = place.resolve(Placeholders.fill(pattern, Map.of("id", id))).normalize();
        if (!file.startsWith(place) || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the migration " + id, e);
        }
    }
}
