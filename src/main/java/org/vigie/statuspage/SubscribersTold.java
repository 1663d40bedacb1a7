package org.vigie.statuspage;

import org.vigie.plan.LocalText;

/**
 * Something that is no incident is told to the subscribers of a page, in the transaction that is open; listeners write into it.
 *
 * @param key the same for every repetition; each subscriber is told once per key
 */
public record SubscribersTold(String application, String key, LocalText title, LocalText text) {}
