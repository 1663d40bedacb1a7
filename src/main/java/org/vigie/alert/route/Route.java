package org.vigie.alert.route;

import java.time.Duration;
import java.util.List;

/**
 * What becomes of an alert.
 *
 * @param severity critical, important or informative
 * @param channels by which it is told; {@code team} stands for the channels of the team
 * @param delay after which it is told
 * @param deadline after which it has to be told at the latest
 * @param digest whether it is told together with others, once a day
 * @param rule of the table that says so
 */
public record Route(
        String severity, List<String> channels, Duration delay, Duration deadline, boolean digest, String rule) {

    private static final List<String> RISING = List.of("informative", "important", "critical");

    public Route {
        channels = List.copyOf(channels);
    }

    /** Whether one severity is more serious than the other. */
    public static boolean isWorse(String severity, String than) {
        return RISING.indexOf(severity) > RISING.indexOf(than);
    }
}
