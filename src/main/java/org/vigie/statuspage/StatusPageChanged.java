package org.vigie.statuspage;

/** Something that a page shows is another in the transaction that is open; listeners follow at once. */
public record StatusPageChanged(String application, boolean drill) {}
