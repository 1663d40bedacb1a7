package org.vigie.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InfrastructureCauseTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unexpected CannotGetJdbcConnectionException: Failed to obtain JDBC Connection; hint: Look at the log.",
                "unexpected PSQLException: Connection to 127.0.0.1:5433 refused, connection refused",
                "unexpected ClientStatusException: UNAVAILABLE: io exception",
                "the mail server is away; hint: Start it.",
                "unexpected ResourceAccessException: I/O error: Read timed out"
            })
    void knowsWhatComesBack(String message) {
        assertThat(InfrastructureCause.of(message)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "expected a number but found 'x'",
                "there is no application shop; hint: Applications have a plan file each.",
                "Expected to throw an error event with the code 'REFUSED', but it was not caught"
            })
    void leavesTheRestToPeople(String message) {
        assertThat(InfrastructureCause.of(message)).isFalse();
    }
}
