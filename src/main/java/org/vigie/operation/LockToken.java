package org.vigie.operation;

/**
 * A hold on one target.
 *
 * @param holder the root operation
 * @param fence grows with every new hold of the target, over all times
 */
public record LockToken(String application, String resource, String holder, long fence) {}
