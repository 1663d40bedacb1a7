package org.vigie.backup.scratch;

import java.util.List;
import java.util.regex.Pattern;
import org.vigie.backup.scratch.RestoreResult.Verdict;
import org.vigie.command.CommandOutcome;

/** Says why pg_restore failed, from what it wrote. */
final class RestoreOutput {

    private static final int LINES_SHOWN = 4;

    private record Cause(String code, Verdict verdict, Pattern pattern) {}

    /** The first that fits counts. What lies at the machine, not at the dump, says nothing about the backup. */
    private static final List<Cause> CAUSES = List.of(
            inconclusive("scratch-disk-full", "No space left on device|could not extend file|could not write to file"),
            inconclusive(
                    "scratch-server-lost",
                    "server closed the connection|connection to server .* failed|terminating connection"
                            + "|server is not available|could not connect to server|SSL connection has been closed"),
            inconclusive("tool-older", "unsupported version \\(|unsupported archive format version"),
            inconclusive("scratch-memory", "out of memory|out of shared memory|invalid memory alloc request"),
            inconclusive(
                    "extension-unavailable",
                    "extension \"[^\"]*\" is not available|could not open extension control file"
                            + "|could not access file|has no installation script nor update path"
                            + "|loaded via \"?shared_preload_libraries|must be preloaded"),
            inconclusive(
                    "locale-unavailable",
                    "invalid (?:ICU )?locale name|could not open collator for locale" + "|could not create locale"),
            refused(
                    "archive-unreadable",
                    "does not appear to be a valid archive|input file appears to be a text format dump"
                            + "|input file is too short|could not open input file|could not open TOC file"),
            refused(
                    "archive-damaged",
                    "could not read from input file|unexpected end of file|found unexpected block ID|unrecognized data block type"
                            + "|entry ID [-\\d]+ out of range|could not uncompress data|error during file seek"
                            + "|unexpected section code|could not find block ID|corrupt tar header|could not close data file"
                            + "|unrecognized archive format|bogus|possibly due to out-of-order"),
            refused("role-missing", "role \"[^\"]*\" does not exist"),
            refused("dump-newer", "unrecognized configuration parameter"),
            refused(
                    "source-data-violates",
                    "could not create unique index|is violated by some row|violates (?:foreign key|check|not-null|unique)"
                            + "|violates exclusion|could not create exclusion constraint|contains null values"
                            + "|duplicate key value"),
            // inside of a function: what is called without its schema is not found by a restore
            refused(
                    "restore-search-path",
                    "(?s)(?:relation|function|type|operator) .*does not exist.*(?:CONTEXT:|QUERY:)"),
            refused(
                    "row-unreadable",
                    "(?s)(?:invalid input syntax|extra data after last expected column|missing data for column"
                            + "|invalid byte sequence|invalid command|value too long|out of range|malformed).*COPY"),
            refused("object-missing", "does not exist"),
            refused("object-double", "already exists"));

    private RestoreOutput() {}

    private static Cause refused(String code, String pattern) {
        return new Cause(code, Verdict.REFUSED, Pattern.compile(pattern));
    }

    private static Cause inconclusive(String code, String pattern) {
        return new Cause(code, Verdict.INCONCLUSIVE, Pattern.compile(pattern));
    }

    /**
     * Why a run of pg_restore that did not succeed restored nothing.
     *
     * @param lines the last that it wrote, oldest first
     */
    static RestoreStopped judge(CommandOutcome outcome, List<String> lines) {
        return switch (outcome) {
            case CommandOutcome.Exited exited -> cause(lines, exited.toString());
            case CommandOutcome.NotStarted not ->
                RestoreStopped.inconclusive("tool-missing", "pg_restore was not started: " + not.reason());
            case CommandOutcome.TimedOut timedOut ->
                RestoreStopped.inconclusive("deadline", "pg_restore was " + timedOut);
            case CommandOutcome.Cancelled cancelled ->
                RestoreStopped.inconclusive("cancelled", "pg_restore was " + cancelled);
            default -> RestoreStopped.inconclusive("restore-ended", "pg_restore: " + outcome);
        };
    }

    /** @param lines the last that it wrote, oldest first */
    static RestoreStopped cause(List<String> lines, String outcome) {
        String text = String.join("\n", lines);
        String sentence = "pg_restore failed (" + outcome + "): "
                + String.join(
                        " / ",
                        lines.stream()
                                .filter(line -> !line.isBlank())
                                .limit(LINES_SHOWN)
                                .toList());
        return CAUSES.stream()
                .filter(cause -> cause.pattern().matcher(text).find())
                .findFirst()
                .map(cause -> cause.verdict() == Verdict.REFUSED
                        ? RestoreStopped.refused(cause.code(), sentence)
                        : RestoreStopped.inconclusive(cause.code(), sentence))
                .orElseGet(() -> RestoreStopped.refused("restore-failed", sentence));
    }
}
