package org.vigie.effect;

/**
 * One attempt at an effect.
 *
 * @param key the effect's key, fit to be passed on as an idempotency key
 * @param number counted from 1
 * @param doubtful true if an earlier attempt was cut off and may have happened
 */
public record Attempt(String key, int number, boolean doubtful) {}
