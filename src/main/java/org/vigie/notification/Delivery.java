package org.vigie.notification;

/**
 * A message was handed over.
 *
 * @param wentTo what a person needs to find it again: a message id, a file
 */
public record Delivery(String wentTo) {}
