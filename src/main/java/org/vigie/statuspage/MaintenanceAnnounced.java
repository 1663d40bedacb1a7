package org.vigie.statuspage;

/** Planned maintenance was announced, moved, cancelled or ended in the transaction that is open; listeners write into it. */
public record MaintenanceAnnounced(PlannedMaintenance maintenance) {}
