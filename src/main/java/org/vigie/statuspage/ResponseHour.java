package org.vigie.statuspage;

import java.time.Instant;

/**
 * How long the application took to answer in one hour.
 *
 * @param hour its start
 * @param millis the mean
 */
public record ResponseHour(Instant hour, long answers, long millis) {}
