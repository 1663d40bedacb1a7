package org.vigie.notification.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.vigie.notification.LaterException;
import org.vigie.plan.ChannelSettings;
import org.vigie.shared.GuardedExchange.Answer;
import org.vigie.shared.HintedException;

/** What answers mean that mean the same for every kind of channel. */
public final class Answers {

    private static final int MOST_SHOWN = 200;
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(30);

    private Answers() {}

    public static boolean isSuccess(Answer answer) {
        return answer.status() / 100 == 2;
    }

    /** What to throw for an answer that is neither a success nor known to be for good: it is tried again. */
    public static HintedException temporary(ChannelSettings channel, Answer answer, Clock clock) {
        String fact = "the channel " + channel.id() + " answered " + shown(answer);
        Optional<Duration> pause = retryAfter(answer, clock.instant());
        if (answer.status() == 429 || answer.status() == 503 && pause.isPresent()) {
            return new LaterException(fact, pause.orElse(USUAL_PAUSE));
        }
        if (answer.status() / 100 == 3) {
            return new HintedException(
                    fact + ", which sends elsewhere", "Set the address that it is to go to: no redirect is followed.");
        }
        return new HintedException(fact, "Check its address and account; it is tried again by itself.");
    }

    /** Status and start of the text, on one line. */
    public static String shown(Answer answer) {
        String body = PlainText.line(answer.body());
        return (answer.status() + " "
                        + body.substring(
                                0,
                                body.offsetByCodePoints(
                                        0, Math.min(body.codePointCount(0, body.length()), MOST_SHOWN))))
                .strip();
    }

    /** Seconds, also with a fraction, or a date (RFC 9110, 10.2.3); never less than nothing. */
    static Optional<Duration> retryAfter(Answer answer, Instant now) {
        return answer.header("Retry-After").flatMap(text -> {
            try {
                if (text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
                    return Optional.of(Duration.ofMillis((long) Math.ceil(Double.parseDouble(text) * 1000)));
                }
                Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                return Optional.of(then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO);
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        });
    }
}
