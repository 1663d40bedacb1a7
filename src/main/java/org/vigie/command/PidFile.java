package org.vigie.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.vigie.command.supervisor.ProcessStart;

/**
 * Remembers which process a child is. A process id alone is given to another program sooner or later, so the file also
 * holds when the process started and what it runs; only a process that fits in all three is the child.
 */
public final class PidFile {

    private final Path file;

    public PidFile(Path file) {
        this.file = file;
    }

    /** The name of the child. */
    public String child() {
        return file.getFileName().toString().replaceFirst("\\.pid$", "");
    }

    public void write(ProcessHandle process, String program) throws IOException {
        Properties properties = new Properties();
        properties.setProperty("pid", Long.toString(process.pid()));
        properties.setProperty("program", program);
        ProcessStart.of(process).ifPresent(start -> properties.setProperty("start", start));
        Files.createDirectories(file.getParent());
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
    }

    /** The process named in the file, if it still runs and is the same. */
    public Optional<ProcessHandle> process() throws IOException {
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
            long pid = Long.parseLong(properties.getProperty("pid"));
            String start = properties.getProperty("start", "");
            return ProcessHandle.of(pid).filter(found -> matches(found, start, properties.getProperty("program")));
        } catch (NoSuchFileException | IllegalArgumentException e) {
            return Optional.empty(); // absent, or cut short by a crash: it proves nothing
        }
    }

    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    private static boolean matches(ProcessHandle process, String start, String program) {
        return process.isAlive()
                && ProcessStart.matches(start, process)
                && process.info()
                        .command()
                        .map(command -> fileName(command).equals(program))
                        .orElse(false);
    }

    private static String fileName(String command) {
        return Path.of(command).getFileName().toString().replaceFirst("\\.exe$", "");
    }
}
