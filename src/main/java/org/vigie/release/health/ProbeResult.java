package org.vigie.release.health;

import java.time.Duration;
import java.time.Instant;

/**
 * One look at the application through its public entry.
 *
 * @param at when it began
 * @param success whether the expected answer came, of the expected version
 * @param took until the answer, or until it was given up
 */
public record ProbeResult(Instant at, boolean success, Duration took) {}
