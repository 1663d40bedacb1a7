package org.vigie.incident.diagnosis;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Vigie knows of an incident at one moment.
 *
 * @param kind the kind of the alert that explains the others; {@code reported} if there is none; {@code database-recovery} while a database is
 *     recovered
 * @param cause stable code of its monitor; {@code unknown} if none is known
 * @param monitor that alert's; null: none
 * @param afterDeployment whether the fault began shortly after a version was brought that can be taken back
 * @param checks how everything is that is watched of the application
 * @param alerts those of the incident
 * @param deployments the latest releases and rollbacks, newest first
 * @param underWay other operations that go on
 * @param changes what was recorded in the day before
 * @param lastLines what stands last in the logs that the plan names, by monitor, and what the programs that Vigie runs wrote last, by role; masked
 */
public record Diagnosis(
        Instant at,
        String kind,
        String cause,
        @Nullable String monitor,
        boolean afterDeployment,
        List<Check> checks,
        List<Seen> alerts,
        List<Work> deployments,
        List<Work> underWay,
        List<Change> changes,
        Map<String, List<String>> lastLines) {

    /** How something that is watched is. */
    public record Check(
            String name,
            String way,
            String state,
            @Nullable String cause,
            @Nullable String text,
            Instant since,
            @Nullable Instant lastCheckedAt,
            Map<String, Object> measured) {}

    /** An alert of it. */
    public record Seen(
            long id,
            String state,
            String component,
            String title,
            String text,
            Instant since,
            @Nullable Instant over) {}

    /** An operation. */
    public record Work(
            String id,
            String kind,
            @Nullable String version,
            String status,
            String requestedBy,
            Instant requestedAt,
            @Nullable Instant endedAt) {}

    /** What was recorded of one kind. */
    public record Change(String what, long count, List<String> examples) {}
}
