package org.vigie.incident.remedy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.incident.Incident;
import org.vigie.incident.Incidents;
import org.vigie.monitoring.window.MaintenanceWindows;
import org.vigie.operation.OperationEnded;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.MonitorSettings;
import org.vigie.plan.RecoverySettings;
import org.vigie.plan.RemedySettings.Action;
import org.vigie.release.ServingPrograms;
import org.vigie.shared.HintedException;

/**
 * What is proposed for incidents and who decides it. Every method can be called again and then changes nothing. Thread-safe.
 */
@Service
public class Remedies {

    /** Told to the process when what it asked for is over. */
    public static final String OPERATION_OVER = "incident-operation-over";

    static final String NONE = "none";
    static final String AGAIN = "look-again";
    static final String OVER = "over";

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration BUFFERED = Duration.ofMinutes(1);

    private final RemedyStore store;
    private final Incidents incidents;
    private final Operations operations;
    private final ServingPrograms programs;
    private final RemedyQuestions questions;
    private final MaintenanceWindows windows;
    private final ProcessRequests processes;
    private final AuditTrail audit;
    private final Clock clock;

    Remedies(
            RemedyStore store,
            Incidents incidents,
            Operations operations,
            ServingPrograms programs,
            RemedyQuestions questions,
            MaintenanceWindows windows,
            ProcessRequests processes,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.incidents = incidents;
        this.operations = operations;
        this.programs = programs;
        this.questions = questions;
        this.windows = windows;
        this.processes = processes;
        this.audit = audit;
        this.clock = clock;
    }

    /** How often the application was restarted within the last hour, over all its incidents and crashes of Vigie. */
    public int restarts(Incident incident) {
        return store.restartsSince(incident.application(), clock.instant().minus(WINDOW));
    }

    /** Whether Vigie can restart the application. */
    public boolean isRestartable(Incident incident) {
        return !plan(incident).monitoring().remedies().restart().isEmpty() || programs.areHere(incident.application());
    }

    /**
     * Begins the next turn of an incident with what the table says, unless one is open. Who can answer is told that they are asked.
     *
     * @param monitor of the alert that explains the others; null: none
     * @return the open turn
     */
    @Transactional
    public RemedyTurn prepare(String id, String proposed, String rule, @Nullable String monitor) {
        Incident incident = incidents.require(id);
        List<RemedyTurn> before = store.all(id);
        Optional<RemedyTurn> open =
                before.stream().filter(turn -> turn.endedAt() == null).findFirst();
        if (open.isPresent()) {
            return open.get();
        }
        boolean asked = mustAsk(incident, proposed, monitor, before);
        RemedyTurn turn = new RemedyTurn(
                before.size() + 1,
                proposed,
                rule,
                now(),
                asked,
                asked ? null : proposed,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        store.insert(id, turn);
        if (asked) {
            operations.asking(id);
            questions.ask(incident, turn, tried(id));
        }
        return turn;
    }

    /**
     * A recovery asks on its own form, which shows what would be lost, unless the plan says {@code recovery.automatic}: who was asked
     * there is not asked here, too. While maintenance of it lasts somebody works on it, and nothing is done beside without asking.
     */
    private boolean mustAsk(Incident incident, String proposed, @Nullable String monitor, List<RemedyTurn> before) {
        Optional<Action> action = action(proposed);
        if (incident.isRecovering() && action.filter(Action.RECOVERY::equals).isPresent()) {
            // somebody has decided on it before
            return false;
        }
        // a restart is counted by the table; what did not help once is not done again without a person
        boolean tried = before.stream()
                .anyMatch(turn ->
                        proposed.equals(turn.action()) && turn.startedAt() != null && !proposed.equals("restart"));
        boolean inMaintenance =
                windows.active(incident.application(), monitor, clock.instant()).isPresent();
        if (action.isEmpty() || tried || inMaintenance) {
            return true;
        }
        boolean asksItself = action.get() == Action.RECOVERY
                && !database(plan(incident), monitor)
                        .map(DatabaseSettings::recovery)
                        .map(RecoverySettings::automatic)
                        .orElse(false);
        return !asksItself && !plan(incident).monitoring().remedies().unasked().contains(action.get());
    }

    /** The database that the monitor looks at, or the first of the plan. */
    static Optional<DatabaseSettings> database(MaintenancePlan plan, @Nullable String monitor) {
        return watched(plan, monitor)
                .map(plan::database)
                .orElseGet(() -> plan.databases().stream().findFirst());
    }

    /** Id of the database that the monitor looks at; empty if it looks at none. */
    static Optional<String> watched(MaintenancePlan plan, @Nullable String monitor) {
        return Optional.ofNullable(monitor)
                .flatMap(plan.monitoring()::monitor)
                .map(MonitorSettings::database)
                .map(MonitorSettings.DatabaseCheckSettings::id);
    }

    /** What was tried before, for people. */
    public List<String> tried(String id) {
        return store.all(id).stream()
                .filter(turn -> turn.startedAt() != null || turn.result() != null)
                .map(turn -> (turn.action() == null ? turn.proposed() : turn.action()) + ": " + turn.result())
                .toList();
    }

    /**
     * Keeps what somebody decided.
     *
     * @param decision an action, {@code look-again} or {@code over}
     * @param account who decided, as the server tells it
     * @return what is to happen: {@code act}, {@code look-again} or {@code over}
     * @throws HintedException if it is no such decision
     */
    @Transactional
    public String decide(String id, int number, @Nullable String decision, @Nullable String remark, String account) {
        if (decision == null
                || !decision.equals(AGAIN)
                        && !decision.equals(OVER)
                        && action(decision).isEmpty()) {
            throw new HintedException(
                    "\"" + decision + "\" is no decision about an incident",
                    "Use restart, rollback, recovery, certificate, look-again or over.");
        }
        if (store.decide(id, number, decision, account, remark)) {
            audit.add(
                    new AuditEntry(
                            id,
                            clock.instant(),
                            account,
                            "decided on the incident",
                            Map.of("decision", decision, "remark", remark == null ? "" : remark)),
                    id + "/decision/" + number);
            operations.goOn(id);
        }
        if (decision.equals(OVER)) {
            store.end(id, number, null, account + " said that it is over", now());
            if (incidents.require(id).resolvedAt() == null) {
                incidents.resolve(id, account, remark);
            }
            return OVER;
        }
        if (decision.equals(AGAIN)) {
            store.end(id, number, null, account + " had it looked at again", now());
            return AGAIN;
        }
        return "act";
    }

    /** What was proposed and is not done any more, since the fault is over or is looked at again. */
    @Transactional
    public void leave(String id) {
        processes.seen(id, OPERATION_OVER);
        store.all(id).stream()
                .filter(turn -> turn.endedAt() == null)
                .forEach(turn -> store.end(id, turn.number(), null, "not done: the fault was over, or changed", now()));
        if (operations.require(id).status() == OperationStatus.WAITING) {
            operations.goOn(id);
        }
    }

    /** All turns of an incident, oldest first. */
    public List<RemedyTurn> of(String id) {
        return store.all(id);
    }

    /** A rollback or recovery that an incident waits for is over. */
    @EventListener
    void on(OperationEnded event) {
        // before the question whose turn it is: an incident that turns to it just now is waited for
        incidents.recovered(event.operationId(), event.status() == OperationStatus.SUCCEEDED);
        store.waitingFor(event.operationId()).ifPresent(owner -> {
            boolean success = event.status() == OperationStatus.SUCCEEDED;
            String outcome = operations.require(event.operationId()).outcome();
            String result = event.status().id() + (outcome == null ? "" : ": " + outcome);
            if (store.end(owner.incidentId(), owner.number(), success, result, now())) {
                audit.add(
                        new AuditEntry(
                                owner.incidentId(),
                                clock.instant(),
                                AuditEntry.VIGIE,
                                "remedy tried",
                                Map.of("action", event.kind(), "result", result)),
                        owner.incidentId() + "/remedy/" + owner.number());
            }
            processes.request(new ProcessRequest(
                    "incident/" + owner.incidentId() + "/operation/" + event.operationId(),
                    OPERATION_OVER,
                    owner.incidentId(),
                    owner.incidentId(),
                    BUFFERED,
                    Map.of()));
        });
    }

    static Optional<Action> action(String id) {
        return Arrays.stream(Action.values())
                .filter(action -> id(action).equals(id))
                .findFirst();
    }

    /** As the table, the form and the plan file write it. */
    static String id(Action action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    private MaintenancePlan plan(Incident incident) {
        return incidents.planOf(incident);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
