package org.vigie.ticket;

import java.time.Instant;

/**
 * How a closed ticket can be taken up again.
 *
 * @param turn tells this closing of the ticket from its others
 * @param until the last moment
 * @param asked whether somebody has asked for it already
 * @param late whether the last moment is over
 */
public record Reopening(String turn, Instant until, boolean asked, boolean late) {}
