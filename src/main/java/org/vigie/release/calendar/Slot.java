package org.vigie.release.calendar;

import java.time.Instant;
import java.time.LocalDate;
import org.vigie.release.version.VersionBump;

/**
 * A day of the calendar.
 *
 * @param upTo the greatest change that may go out on it
 * @param day as the plan names it
 * @param due when it is proposed: on that day, or on the next on which somebody works
 */
public record Slot(VersionBump upTo, LocalDate day, Instant due) {}
