package org.vigie.backup.dump;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.vigie.backup.BackupFailedException;
import org.vigie.command.CommandLine;
import org.vigie.command.CommandRun;
import org.vigie.command.Commands;

/** Finds the client programs that fit a server. Thread-safe. */
@Component
public class PgTools {

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+\\S*)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Commands commands;
    private final List<Path> folders;
    private final Map<String, String> versions = new ConcurrentHashMap<>();

    /** @param folders that are looked through before the search path and the usual places */
    PgTools(Commands commands, @Value("${vigie.backup.tool-folders:}") List<String> folders) {
        this.commands = commands;
        this.folders = folders.stream().map(Path::of).toList();
    }

    /** Where Debian keeps every installed major version. */
    private static List<Path> usual() {
        Path debian = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(debian)) {
            return List.of();
        }
        try (Stream<Path> versions = Files.list(debian)) {
            return versions.sorted().map(version -> version.resolve("bin")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A program that is not older than the server: of the server's own major version if there is one, because newer ones may
     * write what that version does not read.
     *
     * @param name such as {@code pg_dump}
     * @param runId a name for the run that asks for its version
     * @throws BackupFailedException {@code tool-missing} or {@code client-older}
     */
    public PgTool find(String name, int serverMajor, String runId) {
        List<PgTool> found = new ArrayList<>();
        for (String program : programs(name)) {
            Optional<PgTool> tool = version(program, runId + "-" + found.size());
            if (tool.isPresent() && tool.get().major() == serverMajor) {
                return tool.get();
            }
            tool.ifPresent(found::add);
        }
        if (found.isEmpty()) {
            throw new BackupFailedException(
                    "tool-missing",
                    "there is no " + name + " on this machine",
                    "Install PostgreSQL's client tools (Debian: postgresql-client-" + serverMajor + ").");
        }
        return found.stream()
                .filter(tool -> tool.major() > serverMajor)
                .min(Comparator.comparing(PgTool::major))
                .orElseThrow(() -> new BackupFailedException(
                        "client-older",
                        name + " " + found.getFirst().version() + " is older than the server, version " + serverMajor,
                        "Install postgresql-client-" + serverMajor
                                + ", or name the folder of a newer one in vigie.backup.tool-folders."));
    }

    /** What the installation names comes first, then what the search path has, then what is usually there. */
    private List<String> programs(String name) {
        return Stream.of(in(folders, name), Stream.of(name), in(usual(), name))
                .flatMap(some -> some)
                .distinct()
                .toList();
    }

    private static Stream<String> in(List<Path> folders, String name) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .map(Path::toString);
    }

    private Optional<PgTool> version(String program, String runId) {
        String known = versions.get(program);
        if (known == null) {
            commands.run(
                    runId,
                    CommandLine.of(List.of(program, "--version"))
                            .deadline(PATIENCE)
                            .build());
            known = commands.find(runId).map(CommandRun::log).stream()
                    .flatMap(log -> log.tail(5).stream())
                    .map(VERSION::matcher)
                    .filter(Matcher::find)
                    .map(matcher -> matcher.group(1))
                    .findFirst()
                    .orElse(null);
        }
        if (known == null) {
            return Optional.empty();
        }
        versions.put(program, known);
        return Optional.of(new PgTool(program, known));
    }
}
