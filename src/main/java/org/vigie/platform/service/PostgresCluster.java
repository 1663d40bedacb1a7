package org.vigie.platform.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;
import org.vigie.command.Signals;
import org.vigie.shared.HintedException;

/** The files of a PostgreSQL server, and the way to run its programs. */
final class PostgresCluster {

    private final Path home;
    private final Path data;
    private final Path temporary;

    PostgresCluster(Path home, Path data, Path temporary) {
        this.home = home;
        this.data = data;
        this.temporary = temporary;
    }

    /** Makes the server's files unless they exist: UTF-8, page checksums, a password for every login. */
    void create(PostgresAccount account) throws IOException {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        Path draft = data.resolveSibling("." + data.getFileName() + "-draft");
        FileSystemUtils.deleteRecursively(draft);
        Path password = Files.writeString(temporary.resolve("password"), account.password());
        run(command(
                "initdb",
                "-D",
                draft.toString(),
                "--username=" + account.name(),
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--data-checksums",
                // it would wait for all that was just unpacked; nothing of value is in these files yet
                "--no-sync"));
        Files.delete(password);
        Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own, root is nobody to it. */
    List<String> command(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name")) && Signals.isOnPath("unshare")) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        try {
            if (process.waitFor() != 0) {
                throw new HintedException(
                        "PostgreSQL cannot create its files in " + data + ": " + output.strip(),
                        "Run Vigie as an ordinary user (PostgreSQL refuses to run as root), with a data folder it"
                                + " may write to.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL created its files", e);
        }
    }
}
