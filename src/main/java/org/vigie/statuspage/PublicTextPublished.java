package org.vigie.statuspage;

/** A text is published in the transaction that is open; listeners write into it. */
public record PublicTextPublished(PublicIncident incident, PublicUpdate update, boolean toSubscribers) {}
