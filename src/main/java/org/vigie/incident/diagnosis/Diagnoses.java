package org.vigie.incident.diagnosis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vigie.alert.Alert;
import org.vigie.alert.AlertKind;
import org.vigie.alert.AlertState;
import org.vigie.incident.Incident;
import org.vigie.incident.Incidents;
import org.vigie.monitoring.MonitorView;
import org.vigie.monitoring.check.Monitors;
import org.vigie.monitoring.log.LogTails;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.release.ServingPrograms;
import org.vigie.shared.RecordedSince;
import org.vigie.shared.StoredJson;

/** Finds out what Vigie knows of incidents, before a person looks. Thread-safe. */
@Service
public class Diagnoses {

    /** What explains what: an alert of an earlier kind explains those of later ones. */
    private static final List<AlertKind> EXPLAIN = List.of(
            AlertKind.DATABASE_UNREACHABLE,
            AlertKind.DISK_FULL,
            AlertKind.SERVICE_DOWN,
            AlertKind.SERVER_ERRORS,
            AlertKind.SITE_DOWN);

    /** No kind of alert: what goes on already. */
    private static final String RECOVERY = "database-recovery";

    private static final String RELEASES = "releases";
    private static final String ROLLBACKS = "rollbacks";
    private static final List<String> OTHERS = List.of(RELEASES, ROLLBACKS, "recoveries", "backups", "restore-tests");
    private static final int DEPLOYMENTS = 3;
    private static final int UNDER_WAY = 20;
    private static final int EXAMPLES = 5;
    private static final int LINES = 15;
    private static final Duration BEFORE = Duration.ofDays(1);

    private final Incidents incidents;
    private final Monitors monitors;
    private final Operations operations;
    private final ServingPrograms programs;
    private final LogTails logs;
    private final List<RecordedSince> records;
    private final StoredJson json;
    private final Clock clock;

    Diagnoses(
            Incidents incidents,
            Monitors monitors,
            Operations operations,
            ServingPrograms programs,
            LogTails logs,
            List<RecordedSince> records,
            StoredJson json,
            Clock clock) {
        this.incidents = incidents;
        this.monitors = monitors;
        this.operations = operations;
        this.programs = programs;
        this.logs = logs;
        this.records = records;
        this.json = json;
        this.clock = clock;
    }

    /** Looks, and keeps what is found with the incident. */
    public Diagnosis diagnose(String id) {
        Incident incident = incidents.require(id);
        Diagnosis found = look(incident);
        incidents.diagnosed(id, json.write(found), DiagnosisText.of(incident, found));
        return found;
    }

    private Diagnosis look(Incident incident) {
        String application = incident.application();
        List<MonitorView> views = monitors.list(application);
        List<Alert> alerts = incidents.alertsOf(incident.id());
        Optional<Alert> root = alerts.stream()
                .filter(alert -> alert.state() != AlertState.CLOSED)
                .min(Comparator.comparingInt(Diagnoses::rank).thenComparing(Alert::startsAt));
        String cause = root.map(Alert::monitor)
                .flatMap(monitor ->
                        views.stream().filter(view -> view.id().equals(monitor)).findFirst())
                .map(MonitorView::cause)
                .orElse("unknown");
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return new Diagnosis(
                now,
                incident.isRecovering()
                        ? RECOVERY
                        : root.map(alert -> alert.kind().code()).orElse("reported"),
                cause,
                root.map(Alert::monitor).orElse(null),
                beganAfterDeployment(incident),
                views.stream().map(Diagnoses::check).toList(),
                alerts.stream().map(Diagnoses::seen).toList(),
                deployments(application),
                underWay(application),
                changes(incident),
                lastLines(incident));
    }

    /** Of the logs that the plan names, and of what Vigie itself runs. */
    private Map<String, List<String>> lastLines(Incident incident) {
        Map<String, List<String>> lines = new LinkedHashMap<>(logs.of(incidents.planOf(incident), LINES));
        lines.putAll(programs.lastLines(incident.application(), LINES));
        lines.replaceAll((source, last) -> LogMask.of(last));
        return lines;
    }

    private static int rank(Alert alert) {
        int place = EXPLAIN.indexOf(alert.kind());
        return place < 0 ? EXPLAIN.size() : place;
    }

    /** Whether a version that did not serve before can be to blame, and another one can come back. */
    private boolean beganAfterDeployment(Incident incident) {
        String application = incident.application();
        List<Operation> brought = operations.list(application, RELEASES, OperationStatus.SUCCEEDED, null, DEPLOYMENTS);
        if (brought.size() < 2) {
            return false;
        }
        Operation latest = brought.getFirst();
        Instant began = Objects.requireNonNullElse(latest.startedAt(), latest.requestedAt());
        Instant until = Objects.requireNonNull(latest.endedAt())
                .plus(incidents
                        .planOf(incident)
                        .monitoring()
                        .remedies()
                        .blameDeployment()
                        .toDuration());
        boolean takenBack = operations.list(application, ROLLBACKS, OperationStatus.SUCCEEDED, null, 1).stream()
                .anyMatch(rollback -> rollback.requestedAt().isAfter(latest.requestedAt()));
        return !takenBack
                && !incident.since().isBefore(began)
                && !incident.since().isAfter(until);
    }

    private List<Diagnosis.Work> deployments(String application) {
        return Stream.of(RELEASES, ROLLBACKS)
                .flatMap(kind -> operations.list(application, kind, null, null, DEPLOYMENTS).stream())
                .sorted(Comparator.comparing(Operation::requestedAt).reversed())
                .limit(DEPLOYMENTS)
                .map(Diagnoses::work)
                .toList();
    }

    private List<Diagnosis.Work> underWay(String application) {
        return OTHERS.stream()
                .flatMap(kind -> operations.list(application, kind, null, null, UNDER_WAY).stream())
                .filter(operation -> !operation.status().isOver())
                .map(Diagnoses::work)
                .toList();
    }

    private List<Diagnosis.Change> changes(Incident incident) {
        Instant from = incident.since().minus(BEFORE);
        return records.stream()
                .map(record -> record.since(incident.application(), from, EXAMPLES))
                .filter(recorded -> recorded.count() > 0)
                .map(recorded -> new Diagnosis.Change(recorded.what(), recorded.count(), recorded.examples()))
                .toList();
    }

    private static Diagnosis.Check check(MonitorView view) {
        return new Diagnosis.Check(
                view.name(),
                view.kind(),
                view.state().code(),
                view.cause(),
                view.text(),
                view.since(),
                view.lastCheckedAt(),
                view.result());
    }

    private static Diagnosis.Seen seen(Alert alert) {
        return new Diagnosis.Seen(
                alert.id(),
                alert.state().code(),
                alert.component(),
                alert.title(),
                alert.text(),
                alert.startsAt(),
                alert.closedAt());
    }

    private static Diagnosis.Work work(Operation operation) {
        @Nullable Object version = operation.input().get("version");
        return new Diagnosis.Work(
                operation.id(),
                operation.kind(),
                version == null ? null : version.toString(),
                operation.status().id(),
                operation.requestedBy(),
                operation.requestedAt(),
                operation.endedAt());
    }
}
