package org.vigie.monitoring.uptimerobot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.AddressRange;
import org.vigie.shared.GuardedExchange;

/**
 * What one key shows of all monitors of its account, asked for no more often than the free plan allows: all who want to know share a
 * reading. Thread-safe.
 */
class UptimeRobotAccount {

    /** The free plan allows 10; what else uses the account wants some. */
    static final int PER_MINUTE = 8;

    /** How long a reading stands while there is no newer one. */
    static final Duration GOOD_FOR = Duration.ofMinutes(3);

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
    private static final int PAGE = 50;
    private static final int MOST_OF_AN_ANSWER = 2 * 1024 * 1024;
    private static final int TOO_MANY = 429;

    private record Reading(Instant at, Map<Long, SeenElsewhere> monitors) {}

    private final String key;
    private final UptimeRobotProperties properties;
    private final GuardedExchange exchange;
    private final List<AddressRange> inside;
    private final Clock clock;
    private final Deque<Instant> asked = new ArrayDeque<>();
    private @Nullable Reading reading;
    private @Nullable UnreadableException failure;
    private Instant pausedUntil = Instant.EPOCH;
    private int pages = 1;

    UptimeRobotAccount(String key, UptimeRobotProperties properties, GuardedExchange exchange, Clock clock) {
        this.key = key;
        this.properties = properties;
        this.exchange = exchange;
        this.inside = properties.allowPrivate().stream()
                .filter(range -> !range.isBlank())
                .map(AddressRange::parse)
                .toList();
        this.clock = clock;
    }

    /**
     * How a monitor is.
     *
     * @param since no older reading is wanted, unless there may be no newer one yet
     * @return empty if the account has no such monitor
     * @throws UnreadableException if nobody can tell
     */
    synchronized Optional<SeenElsewhere> monitor(long id, Instant since) throws UnreadableException {
        Instant now = clock.instant();
        if ((reading == null || reading.at().isBefore(since)) && mayAsk(now)) {
            try {
                reading = new Reading(now, ask());
                failure = null;
            } catch (UnreadableException e) {
                failure = e;
            }
        }
        if (reading == null || reading.at().plus(GOOD_FOR).isBefore(now)) {
            throw failure == null
                    ? new UnreadableException("UptimeRobot may not be asked again before a minute has passed")
                    : failure;
        }
        return Optional.ofNullable(reading.monitors().get(id));
    }

    private boolean mayAsk(Instant now) {
        while (!asked.isEmpty() && !asked.getFirst().isAfter(now.minus(MINUTE))) {
            asked.removeFirst();
        }
        return !now.isBefore(pausedUntil) && asked.size() + Math.min(pages, PER_MINUTE) <= PER_MINUTE;
    }

    private Map<Long, SeenElsewhere> ask() throws UnreadableException {
        Map<Long, SeenElsewhere> found = new HashMap<>();
        String from = null;
        int count = 0;
        do {
            if (asked.size() >= PER_MINUTE) {
                throw new UnreadableException(
                        "the account has more monitors than " + PER_MINUTE + " requests a minute can read");
            }
            asked.addLast(clock.instant());
            count++;
            MonitorList page = page(from);
            page.monitors().forEach(monitor -> found.put(monitor.id(), monitor));
            from = page.next();
        } while (from != null);
        pages = count;
        return found;
    }

    private MonitorList page(@Nullable String from) throws UnreadableException {
        GuardedExchange.Answer answer;
        try {
            answer = properties.isVersion2()
                    ? exchange.get(
                            URI.create(properties.api() + "/getMonitors?format=json&limit=" + PAGE + "&offset="
                                    + (from == null ? "0" : from) + "&api_key=" + URLEncoder.encode(key, UTF_8)),
                            Map.of(),
                            MOST_OF_AN_ANSWER,
                            inside)
                    : exchange.get(
                            URI.create(properties.api() + "/monitors?limit=" + PAGE
                                    + (from == null ? "" : "&cursor=" + URLEncoder.encode(from, UTF_8))),
                            Map.of("Authorization", "Bearer " + key),
                            MOST_OF_AN_ANSWER,
                            inside);
        } catch (IOException e) {
            throw new UnreadableException("UptimeRobot does not answer: " + e.getMessage());
        }
        if (answer.status() == TOO_MANY) {
            pausedUntil = pause(answer);
            throw new UnreadableException("UptimeRobot wants no request before " + pausedUntil);
        }
        if (answer.status() == 401 || answer.status() == 403) {
            reading = null;
            throw new UnreadableException("UptimeRobot refuses the key: the answer is " + answer.status());
        }
        if (answer.status() / 100 != 2) {
            throw new UnreadableException("UptimeRobot answers " + answer.status());
        }
        return properties.isVersion2() ? MonitorList.version2(answer.body()) : MonitorList.version3(answer.body());
    }

    /** What the headers tell, never less than a second nor more than an hour. */
    private Instant pause(GuardedExchange.Answer answer) {
        Instant now = clock.instant();
        Instant told = answer.header("Retry-After")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> now.plusSeconds(Long.parseLong(text)))
                .or(() -> answer.header("X-RateLimit-Reset")
                        .filter(text -> text.matches("\\d{9,11}"))
                        .map(text -> Instant.ofEpochSecond(Long.parseLong(text))))
                .orElse(now.plus(MINUTE));
        Instant latest = now.plus(LONGEST_PAUSE);
        return told.isAfter(latest) ? latest : told.isAfter(now) ? told : now.plusSeconds(1);
    }
}
