package org.vigie.preventive.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.audit.AuditEntry;
import org.vigie.backup.BackupKind;
import org.vigie.backup.BackupState;
import org.vigie.backup.BackupStates;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
import org.vigie.operation.TargetHeldException;
import org.vigie.preventive.PreventiveWork;
import org.vigie.preventive.WorkOrder;
import org.vigie.preventive.WorkResult;
import org.vigie.shared.BusyElsewhereException;

/** A backup of every database that is configured here, beside those of every day. */
@Component
class FullBackupWork implements PreventiveWork {

    private static final Duration WHILE_HELD = Duration.ofMinutes(1);

    private final BackupStates states;
    private final OperationRequests requests;

    FullBackupWork(BackupStates states, OperationRequests requests) {
        this.states = states;
        this.requests = requests;
    }

    @Override
    public String id() {
        return "full-backup";
    }

    @Override
    public WorkResult perform(WorkOrder order, Heartbeat heartbeat) {
        List<String> asked = new ArrayList<>();
        for (BackupState state : states.of(order.plan().application())) {
            if (state.configured()) {
                asked.add(request(order, state.database()));
            }
        }
        return asked.isEmpty()
                ? WorkResult.notSetUp(order.say(
                        "No database of the plan is configured here.", "Aucune base du plan n’est configurée ici."))
                : WorkResult.waiting(order.say("Backups are taken.", "Des sauvegardes sont prises."), asked);
    }

    private String request(WorkOrder order, String database) {
        try {
            return requests.request(new OperationRequest(
                            order.plan().application(),
                            "backups",
                            Map.of(
                                    BackupKind.DATABASE,
                                    database,
                                    "reason",
                                    "full backup of the plan, " + order.runId()),
                            AuditEntry.VIGIE,
                            "preventive/" + order.runId() + "/" + order.turn() + "/" + database,
                            null))
                    .id();
        } catch (TargetHeldException e) {
            throw new BusyElsewhereException(e.fact(), "Nothing to do: it is tried again.", WHILE_HELD);
        }
    }
}
