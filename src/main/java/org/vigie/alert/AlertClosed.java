package org.vigie.alert;

import java.time.Instant;
import org.vigie.engine.event.StoredAs;

/** An alert is over, as its source says. */
@StoredAs("alert-closed/1")
public record AlertClosed(long alertId, long groupId, String application, AlertKind kind, Instant closedAt) {}
