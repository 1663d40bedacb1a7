package org.vigie.statuspage;

import java.time.Instant;

/**
 * A text that was published.
 *
 * @param number counted from 1 within its incident
 */
public record PublicUpdate(int number, UpdateKind kind, Instant at, PublicText text) {}
