package org.vigie.backup.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.command.CommandOutcome;

/** What pg_dump writes becomes a stable cause; what it does beside failing does not. */
class DumpFailureTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lock-conflict|pg_dump: error: query failed: ERROR:  canceling statement due to lock timeout",
                "lock-conflict|pg_dump: error: could not obtain lock on relation \"public.t\"",
                "privilege-missing|pg_dump: error: query failed: ERROR:  permission denied for table t",
                "row-security-hides-rows|pg_dump: error: query failed: ERROR:  query would be affected by row-level security policy",
                "login-refused|pg_dump: error: connection to server failed: FATAL:  password authentication failed for user \"x\"",
                "source-corrupt|pg_dump: error: Dumping the contents of table \"t\" failed: ERROR:  missing chunk number 0 for toast value 1",
                "client-older|pg_dump: error: aborting because of server version mismatch",
                "snapshot-lost|pg_dump: error: query failed: ERROR:  invalid snapshot identifier: \"0-1\"",
                "connection-lost|pg_dump: error: query failed: server closed the connection unexpectedly",
                "dump-failed|pg_dump: error: something that nobody has seen yet"
            })
    void errorsHaveCauses(String cause, String line) {
        assertThat(DumpFailure.of(
                                new CommandOutcome.Exited(1),
                                List.of("pg_dump: reading row-level security policies", line))
                        .code())
                .isEqualTo(cause);
    }

    @Test
    void whatIsReadBesideIsNoCause() {
        assertThat(DumpFailure.of(new CommandOutcome.Exited(1), List.of("pg_dump: reading row-level security policies"))
                        .code())
                .isEqualTo("dump-failed");
    }

    @Test
    void howItEndedCountsBeforeWhatItWrote() {
        List<String> log = List.of("pg_dump: error: permission denied for table t");
        assertThat(DumpFailure.of(new CommandOutcome.TimedOut(), log).code()).isEqualTo("deadline");
        assertThat(DumpFailure.of(new CommandOutcome.Exited(127), log).code()).isEqualTo("tool-missing");
        assertThat(DumpFailure.of(new CommandOutcome.NotStarted("no such program"), log)
                        .code())
                .isEqualTo("tool-missing");
    }
}
