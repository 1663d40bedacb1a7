package org.vigie.notification;

import java.time.Instant;
import java.util.UUID;

/**
 * A notice taken for one attempt.
 *
 * @param token of this attempt; what it reports counts only as long as the row carries it
 * @param firstTriedAt when the first attempt began
 * @param doubts how many attempts ended without anybody knowing whether it arrived
 * @param message what goes out
 */
record Claim(UUID token, KeptNotice notice, Instant firstTriedAt, int doubts, OutgoingMessage message) {}
