package org.vigie.shared.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigie.support.RandomTexts;

class StrictJsonTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"x\":{\"a\":1,\"a\":2}}",
                "[{\"a\":1,\"a\":1}]",
                "{} {}",
                "{\"a\":\"\\u0000\"}",
                "{\"a\\u0000\":1}",
                "[\"\\ud800\"]",
                "{\"a\":\"\\udc00x\"}",
                "{\"at\":\"+1000000000-12-31T23:59:59Z\"}",
                "{\"at\":\"9999-12-31T23:59:59Z\"}",
                "1 2"
            })
    void refusesWhatCanBeReadAndNotBeKept(String body) {
        assertThat(StrictJson.problem(body.getBytes(UTF_8))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":{\"a\":1},\"b\":[{\"a\":1},{\"a\":1}]}",
                "{\"a\":\"\\\\u0000\"}",
                "{\"a\":\"😀\"}",
                "{\"at\":\"2026-11-20T09:00:00Z\"}",
                "{\"text\":\"since 9999-12-31T23:59:59Z\"}",
                "{\"a\":"
            })
    void leavesTheRestToWhoeverConvertsIt(String body) {
        assertThat(StrictJson.problem(body.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void refusesOtherEncodings() {
        for (var other : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16)) {
            assertThat(StrictJson.problem("{\"a\":1}".getBytes(other))).isPresent();
        }
    }

    @Test
    @Timeout(60)
    void endsWithEveryInput() {
        RandomTexts.of(
                        3,
                        10_000,
                        "{\"application\":\"demo\",\"title\":\"x\",\"labels\":[\"bug\"],\"reporter\":{\"name\":\"a\"}}",
                        "[".repeat(3_000),
                        "{\"a\":".repeat(2_000))
                .forEach(text ->
                        assertThat(StrictJson.problem(text.getBytes(UTF_8))).isNotNull());
    }
}
