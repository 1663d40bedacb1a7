package org.vigie.incident.remedy;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.backup.recovery.RecoveryFacts;
import org.vigie.command.CommandLine;
import org.vigie.command.CommandOutcome;
import org.vigie.engine.job.Heartbeat;
import org.vigie.incident.Incident;
import org.vigie.incident.Incidents;
import org.vigie.operation.OperationCommands;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
import org.vigie.operation.TargetHeldException;
import org.vigie.operation.TargetLocks;
import org.vigie.operation.Targets;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.RemedySettings;
import org.vigie.plan.RemedySettings.Action;
import org.vigie.release.ServingPrograms;
import org.vigie.shared.BusyElsewhereException;
import org.vigie.shared.FencedException;
import org.vigie.shared.HintedException;

/** Does what was decided about an incident, once for each turn; a later attempt goes on with what an earlier one began. */
@Service
public class Performance {

    private final RemedyStore store;
    private final Incidents incidents;
    private final OperationCommands commands;
    private final OperationRequests requests;
    private final TargetLocks locks;
    private final ServingPrograms programs;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Performance(
            RemedyStore store,
            Incidents incidents,
            OperationCommands commands,
            OperationRequests requests,
            TargetLocks locks,
            ServingPrograms programs,
            AuditTrail audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.incidents = incidents;
        this.commands = commands;
        this.requests = requests;
        this.locks = locks;
        this.programs = programs;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Does it. What fails is written down and is no error: the process looks again and knows what was tried.
     *
     * @param monitor of the alert that explains the others
     * @return whether it goes on as an operation of its own
     */
    public boolean perform(String id, int number, @Nullable String monitor, Heartbeat heartbeat) {
        Incident incident = incidents.require(id);
        RemedyTurn turn = store.all(id).stream()
                .filter(known -> known.number() == number)
                .findFirst()
                .orElseThrow();
        if (turn.endedAt() != null || turn.operationId() != null) {
            return turn.operationId() != null;
        }
        Action action = Remedies.action(String.valueOf(turn.action())).orElseThrow();
        try {
            return switch (action) {
                case ROLLBACK -> ask(incident, turn, "rollbacks", Map.of());
                case RECOVERY -> recover(incident, turn, monitor);
                case RESTART, CERTIFICATE -> {
                    work(incident, turn, action, heartbeat);
                    yield false;
                }
            };
        } catch (BusyElsewhereException | FencedException e) {
            throw e;
        } catch (HintedException e) {
            end(incident, turn, false, "not done: " + e.fact());
            return false;
        }
    }

    private boolean ask(Incident incident, RemedyTurn turn, String kind, Map<String, Object> given) {
        Map<String, Object> input = new LinkedHashMap<>(given);
        input.put("reason", "incident " + incident.id());
        transaction.executeWithoutResult(status -> {
            start(incident, turn);
            String operation = requests.request(new OperationRequest(
                            incident.application(),
                            kind,
                            input,
                            AuditEntry.VIGIE,
                            "incident/" + incident.id() + "/" + turn.number(),
                            null))
                    .id();
            store.askedFor(incident.id(), turn.number(), operation);
        });
        return true;
    }

    /** One that is under way is not asked for again, whoever asked for it, nor is one that has ended just now unless a person wants it. */
    private boolean recover(Incident incident, RemedyTurn turn, @Nullable String monitor) {
        boolean waits = Boolean.TRUE.equals(transaction.execute(status -> {
            // the end of the recovery waits until it is known who waits for it
            Incident now = incidents.begin(incident.id());
            if (now.recoveryId() != null && (now.isRecovering() || turn.decidedBy() == null)) {
                start(now, turn);
            }
            if (now.isRecovering()) {
                store.askedFor(now.id(), turn.number(), String.valueOf(now.recoveryId()));
            }
            return now.isRecovering();
        }));
        if (!waits
                && turn.decidedBy() == null
                && incidents.require(incident.id()).recoveryId() != null) {
            end(incident, turn, false, "not done: the recovery that was under way is over");
            return false;
        }
        return waits || ask(incident, turn, RecoveryFacts.KIND, database(incident, monitor));
    }

    /** The database that the failing monitor looks at; empty if it looks at none. */
    private Map<String, Object> database(Incident incident, @Nullable String monitor) {
        return Remedies.watched(plan(incident), monitor)
                .map(database -> Map.<String, Object>of("database", database))
                .orElse(Map.of());
    }

    private void work(Incident incident, RemedyTurn turn, Action action, Heartbeat heartbeat) {
        RemedySettings settings = plan(incident).monitoring().remedies();
        List<List<String>> lines = action == Action.RESTART ? settings.restart() : settings.renewCertificate();
        boolean own = action == Action.RESTART && lines.isEmpty();
        if (lines.isEmpty() && !(own && programs.areHere(incident.application()))) {
            end(incident, turn, false, "not done: the plan does not say how");
            return;
        }
        try {
            transaction.executeWithoutResult(status -> {
                locks.take(incident.application(), Targets.all(plan(incident)), incident.id());
                start(incident, turn);
            });
        } catch (TargetHeldException e) {
            end(incident, turn, false, "not done: " + e.fact());
            return;
        }
        String failure = null;
        try {
            if (own) {
                programs.restart(incident.application(), incident.id(), heartbeat);
            } else {
                failure = run(incident, turn, lines, heartbeat);
            }
        } catch (BusyElsewhereException | FencedException e) {
            throw e;
        } catch (HintedException e) {
            failure = e.fact();
        }
        end(incident, turn, failure == null, failure == null ? "done" : failure);
    }

    /** What failed; null if nothing did. */
    private @Nullable String run(Incident incident, RemedyTurn turn, List<List<String>> lines, Heartbeat heartbeat) {
        MaintenancePlan plan = plan(incident);
        RemedySettings settings = plan.monitoring().remedies();
        for (int i = 0; i < lines.size(); i++) {
            CommandLine line = CommandLine.of(lines.get(i))
                    .deadline(settings.deadline().toDuration())
                    .on(plan.place(settings.on()))
                    .build();
            String step = turn.number() + ": " + turn.action() + (lines.size() == 1 ? "" : " (" + (i + 1) + ")");
            CommandOutcome outcome = commands.run(incident.id(), step, line, heartbeat);
            if (!outcome.isSuccess(line)) {
                return lines.get(i).getFirst() + ": " + outcome;
            }
        }
        return null;
    }

    private void start(Incident incident, RemedyTurn turn) {
        store.start(incident.id(), turn.number(), clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private void end(Incident incident, RemedyTurn turn, boolean success, String result) {
        transaction.executeWithoutResult(status -> {
            if (store.end(
                    incident.id(),
                    turn.number(),
                    success,
                    result,
                    clock.instant().truncatedTo(ChronoUnit.MICROS))) {
                audit.add(
                        new AuditEntry(
                                incident.id(),
                                clock.instant(),
                                AuditEntry.VIGIE,
                                "remedy tried",
                                Map.of("action", String.valueOf(turn.action()), "result", result)),
                        incident.id() + "/remedy/" + turn.number());
            }
            locks.release(incident.id());
        });
    }

    private MaintenancePlan plan(Incident incident) {
        return incidents.planOf(incident);
    }
}
