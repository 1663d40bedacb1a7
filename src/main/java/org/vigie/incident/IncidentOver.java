package org.vigie.incident;

import java.time.Instant;
import org.vigie.engine.event.StoredAs;

/**
 * An incident is over, by the checks or by a person; one that was taken back is not told of. May come more than once.
 *
 * @param ticketId of its ticket, which goes on
 */
@StoredAs("incident-over/1")
public record IncidentOver(String incidentId, String application, String ticketId, Instant at) {}
