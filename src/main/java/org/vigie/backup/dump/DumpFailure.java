package org.vigie.backup.dump;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.vigie.backup.BackupFailedException;
import org.vigie.command.CommandOutcome;

/** Why a run of pg_dump gave no usable archive, as a stable code: pg_dump itself tells it in its log only. */
final class DumpFailure {

    private static final Pattern TROUBLE = Pattern.compile("error:|detail:|hint:|FATAL|not found");

    /** As the program that starts it at a lower priority says it. */
    private static final int NOT_THERE = 127;

    private static final Map<Pattern, String> CAUSES = new LinkedHashMap<>();

    static {
        cause("could not obtain lock|lock timeout|deadlock detected|canceling statement due to lock", "lock-conflict");
        cause("row-level security|row security", "row-security-hides-rows");
        cause("permission denied for|must be owner|must be superuser", "privilege-missing");
        cause("password authentication failed|no password supplied", "login-refused");
        cause(
                "invalid page in block|missing chunk number|unexpected chunk|could not read block|compressed .*data is corrupt",
                "source-corrupt");
        cause("aborting because of server version mismatch", "client-older");
        cause("invalid snapshot identifier|could not import the requested snapshot", "snapshot-lost");
        cause("No space left on device", "disk-full");
        cause(
                "terminating connection|server closed the connection|connection to server|could not receive data|SSL SYSCALL",
                "connection-lost");
        cause("too many connections|remaining connection slots", "connections-exhausted");
    }

    private DumpFailure() {}

    private static void cause(String pattern, String code) {
        CAUSES.put(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), code);
    }

    /** @param written the last lines that it wrote: among what it does also what went wrong */
    static BackupFailedException of(CommandOutcome outcome, List<String> written) {
        List<String> log =
                written.stream().filter(line -> TROUBLE.matcher(line).find()).toList();
        String told = String.join(" / ", log.subList(Math.max(0, log.size() - 3), log.size()));
        return new BackupFailedException(
                code(outcome, log), "pg_dump: " + outcome + (told.isEmpty() ? "" : ": " + told));
    }

    private static String code(CommandOutcome outcome, List<String> log) {
        if (outcome instanceof CommandOutcome.TimedOut) {
            return "deadline";
        }
        boolean isNotThere = outcome instanceof CommandOutcome.Exited exited && exited.code() == NOT_THERE;
        if (isNotThere || outcome instanceof CommandOutcome.NotStarted) {
            return "tool-missing";
        }
        return CAUSES.entrySet().stream()
                .filter(cause -> log.stream()
                        .anyMatch(line -> cause.getKey().matcher(line).find()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("dump-failed");
    }
}
