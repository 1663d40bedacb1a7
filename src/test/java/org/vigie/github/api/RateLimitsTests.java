package org.vigie.github.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitsTests {

    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            403 | 120  | -         | -          | 2026-11-20T09:02:00Z
            429 | 30   | -         | -          | 2026-11-20T09:00:30Z
            503 | 30   | -         | -          | 2026-11-20T09:00:30Z
            429 | Fri, 20 Nov 2026 09:05:00 GMT | - | - | 2026-11-20T09:05:00Z
            403 | -    | 0         | 1795165800 | 2026-11-20T09:10:01Z
            403 | 120  | 0         | 1795165800 | 2026-11-20T09:02:00Z
            429 | -    | -         | -          | 2026-11-20T09:01:00Z
            403 | -    | 17        | 1795165800 | -
            403 | -    | -         | -          | -
            403 | soon | -         | -          | -
            500 | 120  | -         | -          | -
            200 | -    | 0         | 1795165800 | -
            403 | -    | 0         | 1000       | 2026-11-20T09:00:01Z
            403 | 9999999 | -      | -          | 2026-11-20T11:00:00Z
            403 | 99999999999999 | - | -        | -
            """)
    void readsWhenToAskAgain(int status, String retryAfter, String remaining, String reset, Instant expected) {
        Map<String, List<String>> headers = new HashMap<>();
        put(headers, "retry-after", retryAfter);
        put(headers, "x-ratelimit-remaining", remaining);
        put(headers, "x-ratelimit-reset", reset);
        assertThat(RateLimits.notBefore(status, HttpHeaders.of(headers, (a, b) -> true), NOW))
                .isEqualTo(expected);
    }

    private static void put(Map<String, List<String>> headers, String name, String value) {
        if (value != null) {
            headers.put(name, List.of(value));
        }
    }
}
