package org.vigie.preventive;

import java.time.Instant;
import java.time.LocalDate;

/**
 * An entry on a day.
 *
 * @param day that the table names
 * @param due on that day, or on the next on which people work
 */
public record Occurrence(PreventiveEntry entry, LocalDate day, Instant due) {}
