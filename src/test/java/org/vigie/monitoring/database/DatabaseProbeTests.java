package org.vigie.monitoring.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.monitoring.MonitorState;
import org.vigie.monitoring.check.Observation;

class DatabaseProbeTests {

    /** C19: what the code says, and nothing that would make somebody restore a living database. */
    @ParameterizedTest
    @CsvSource({
        "53300, DOWN, database-exhausted",
        "57P03, DOWN, database-starting",
        "28P01, UNKNOWN, database-login",
        "28000, UNKNOWN, database-login",
        "3D000, DOWN, database-missing",
        "08001, DOWN, database-unreachable",
        "57P01, DOWN, database-unreachable",
        "57014, DEGRADED, database-slow",
        "42501, UNKNOWN, database-unreadable",
    })
    void eachClassOfErrorsHasItsMeaning(String code, MonitorState state, String cause) {
        Observation seen = DatabaseProbe.refusal(new SQLException("a text that may hold a secret", code));
        assertThat(seen.state()).isEqualTo(state);
        assertThat(seen.cause()).isEqualTo(cause);
        assertThat(seen.text()).doesNotContain("secret");
    }

    /** C18. */
    @Test
    void findsTheColumnThatThisVersionHas() {
        assertThat(SlowQueries.timeColumn(Set.of("queryid", "total_exec_time"))).isEqualTo("total_exec_time");
        assertThat(SlowQueries.timeColumn(Set.of("queryid", "total_time"))).isEqualTo("total_time");
    }

    @Test
    void aMeanIsThatOfTheCallsSinceTheLookBefore() {
        assertThat(SlowQueries.mean(List.of(12.0, 5200.0), List.of(10, 200))).isEqualTo(2500);
        assertThat(SlowQueries.mean(List.of(10.0, 200.0), List.of(10, 200)))
                .as("nobody called")
                .isZero();
        assertThat(SlowQueries.mean(List.of(2.0, 50.0), List.of(10, 200)))
                .as("after a reset")
                .isEqualTo(25);
        assertThat(SlowQueries.mean(List.of(2.0, 50.0), null)).isEqualTo(25);
    }
}
