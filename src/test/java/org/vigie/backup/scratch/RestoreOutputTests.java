package org.vigie.backup.scratch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.vigie.backup.scratch.RestoreResult.Verdict;

/** What pg_restore writes, in its own words, and what follows from it. Those that {@link DamagedDumpIT} can bring about are there. */
class RestoreOutputTests {

    static final List<Arguments> OUTPUTS = List.of(
            says(
                    Verdict.INCONCLUSIVE,
                    "scratch-disk-full",
                    "pg_restore: error: COPY failed for table \"t\": ERROR:  could not extend file"
                            + " \"base/16385/16391\": No space left on device",
                    "HINT:  Check free disk space."),
            says(
                    Verdict.INCONCLUSIVE,
                    "scratch-disk-full",
                    "pg_restore: error: could not execute query: ERROR:  could not write to file"
                            + " \"base/pgsql_tmp/pgsql_tmp1.0\": No space left on device"),
            says(
                    Verdict.INCONCLUSIVE,
                    "scratch-server-lost",
                    "pg_restore: error: could not execute query: server closed the connection" + " unexpectedly",
                    "This probably means the server terminated abnormally"),
            says(
                    Verdict.INCONCLUSIVE,
                    "scratch-server-lost",
                    "pg_restore: error: connection to server at \"127.0.0.1\", port 5432 failed:"
                            + " Connection refused"),
            says(Verdict.INCONCLUSIVE, "tool-older", "pg_restore: error: unsupported version (1.16) in file header"),
            says(
                    Verdict.INCONCLUSIVE,
                    "scratch-memory",
                    "pg_restore: error: could not execute query: ERROR:  out of shared memory",
                    "HINT:  You might need to increase max_locks_per_transaction."),
            says(
                    Verdict.INCONCLUSIVE,
                    "extension-unavailable",
                    "pg_restore: error: could not execute query: ERROR:  extension \"postgis\"" + " is not available"),
            says(
                    Verdict.INCONCLUSIVE,
                    "extension-unavailable",
                    "pg_restore: error: could not execute query: ERROR:  pg_cron can only be"
                            + " loaded via shared_preload_libraries"),
            says(
                    Verdict.INCONCLUSIVE,
                    "locale-unavailable",
                    "pg_restore: error: could not execute query: ERROR:  invalid locale name:" + " \"fr_FR.UTF-8\"",
                    "Command was: CREATE DATABASE shop WITH TEMPLATE = template0"),
            says(
                    Verdict.REFUSED,
                    "archive-damaged",
                    "pg_restore: error: could not uncompress data: incorrect data check"),
            says(
                    Verdict.REFUSED,
                    "archive-damaged",
                    "pg_restore: error: found unexpected block ID (0) when reading data -- expected 3120"),
            says(
                    Verdict.REFUSED,
                    "dump-newer",
                    "pg_restore: error: could not execute query: ERROR:  unrecognized configuration parameter"
                            + " \"transaction_timeout\"",
                    "Command was: SET transaction_timeout = 0;"),
            says(
                    Verdict.REFUSED,
                    "source-data-violates",
                    "pg_restore: error: could not execute query: ERROR:  insert or update on table \"o\""
                            + " violates foreign key constraint \"o_b_fkey\"",
                    "DETAIL:  Key (b)=(7) is not present in table \"b\"."),
            says(
                    Verdict.REFUSED,
                    "restore-search-path",
                    "pg_restore: error: could not execute query: ERROR:  type \"weight\" does not exist",
                    "LINE 1: SELECT $1::weight",
                    "QUERY:  SELECT $1::weight",
                    "CONTEXT:  SQL function \"f\" during inlining"),
            says(
                    Verdict.REFUSED,
                    "object-double",
                    "pg_restore: error: could not execute query: ERROR:  relation \"t\" already exists"),
            says(
                    Verdict.REFUSED,
                    "restore-failed",
                    "pg_restore: error: could not execute query: ERROR:  something nobody has seen"),
            says(Verdict.REFUSED, "restore-failed"));

    private static Arguments says(Verdict verdict, String code, String... lines) {
        return Arguments.of(verdict, code, List.of(lines));
    }

    @ParameterizedTest(name = "{1}: {2}")
    @FieldSource("OUTPUTS")
    void saysWhy(Verdict verdict, String code, List<String> lines) {
        var stopped = RestoreOutput.cause(lines, "exit code 1");

        assertThat(stopped.code()).isEqualTo(code);
        assertThat(stopped.verdict()).isEqualTo(verdict);
        assertThat(stopped.sentence()).startsWith("pg_restore failed (exit code 1)");
        lines.forEach(line -> assertThat(stopped.sentence()).contains(line));
    }
}
