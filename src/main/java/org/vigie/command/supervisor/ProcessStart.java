package org.vigie.command.supervisor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * When a process started, by which it is told from a later one with its id. Where the system has {@code /proc}, in ticks since the
 * machine was booted, because the clock may be set meanwhile; elsewhere by the clock.
 */
public final class ProcessStart {

    private static final Path PROC = Path.of("/proc");
    private static final String BOOT = "boot/";
    private static final int TICKS = 19;
    private static final long CLOCK_TOLERANCE_MILLIS = 2_000;

    private ProcessStart() {}

    /** A text without spaces, to be kept; empty if the process has ended or belongs to somebody else. */
    public static Optional<String> of(ProcessHandle process) {
        return sinceBoot(process.pid())
                .or(() -> process.info().startInstant().map(start -> Long.toString(start.toEpochMilli())));
    }

    /** Whether the process started when {@link #of} kept it. */
    public static boolean matches(String kept, ProcessHandle process) {
        return kept.startsWith(BOOT)
                ? of(process).filter(kept::equals).isPresent()
                : process.info()
                        .startInstant()
                        .filter(start ->
                                Math.abs(start.toEpochMilli() - Long.parseLong(kept)) <= CLOCK_TOLERANCE_MILLIS)
                        .isPresent();
    }

    private static Optional<String> sinceBoot(long pid) {
        try {
            String boot =
                    Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
            String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"), ISO_8859_1);
            // after the name of the program, which may hold anything
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return Optional.of(BOOT + boot + "/" + fields[TICKS]);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
