package org.vigie.github.api;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Reads from an answer when GitHub allows the next request. */
final class RateLimits {

    /** GitHub asks for at least this after a secondary limit that names no time. */
    static final Duration AT_LEAST = Duration.ofMinutes(1);

    /** A limit never lasts longer than an hour; what claims more is a mistake and must not stop us for good. */
    static final Duration AT_MOST = Duration.ofHours(2);

    private RateLimits() {}

    /** The moment, after {@code now}, or null if the answer does not limit us. */
    static @Nullable Instant notBefore(int status, HttpHeaders headers, Instant now) {
        if (status != 403 && status != 429 && status != 503) {
            return null;
        }
        Instant told = headers.firstValue("Retry-After")
                .map(value -> retryAfter(value, now))
                .orElse(null);
        if (told == null
                && headers.firstValue("X-RateLimit-Remaining").orElse("").equals("0")) {
            told = headers.firstValue("X-RateLimit-Reset")
                    .map(RateLimits::seconds)
                    .map(Instant::ofEpochSecond)
                    .map(reset -> reset.plusSeconds(1))
                    .orElse(null);
        }
        if (told == null) {
            return status == 429 ? now.plus(AT_LEAST) : null;
        }
        Instant last = now.plus(AT_MOST);
        return told.isAfter(last) ? last : told.isAfter(now) ? told : now.plusSeconds(1);
    }

    private static @Nullable Instant retryAfter(String value, Instant now) {
        Long seconds = seconds(value);
        if (seconds != null) {
            return now.plusSeconds(seconds);
        }
        try {
            return ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Long seconds(String value) {
        return value.strip().matches("\\d{1,10}") ? Long.valueOf(value.strip()) : null;
    }
}
