package org.vigie.escalation;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.epoch.EngineSetUpAnew;
import org.vigie.engine.instance.CaseOfInstance;
import org.vigie.engine.instance.OpenCase;
import org.vigie.engine.instance.WatchedCases;

/**
 * What becomes of an escalation whose process is gone. While nobody has acknowledged it goes on where it stood, in a new
 * process: who wants it to end acknowledges it. An incident of the process is one of the ticket.
 */
@Component
class EscalationCases implements WatchedCases, CaseOfInstance {

    private final EscalationStore store;
    private final EscalationProcesses processes;
    private final EscalationRequests requests;
    private final EscalationSteps steps;
    private final AuditTrail audit;
    private final Clock clock;

    EscalationCases(
            EscalationStore store,
            EscalationProcesses processes,
            EscalationRequests requests,
            EscalationSteps steps,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.processes = processes;
        this.requests = requests;
        this.steps = steps;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "escalation";
    }

    @Override
    public List<OpenCase> open(String afterId, int limit) {
        return processes.underWay(afterId, limit);
    }

    @Override
    public Optional<String> caseOf(long processInstanceKey) {
        return processes.ticketOf(processInstanceKey);
    }

    /** Of one that is over this is the good end: nothing has to be asked of its process any more. */
    @Override
    @Transactional
    public void lost(OpenCase lost) {
        Escalation escalation = store.lock(lost.id());
        if (escalation.state() == Escalation.State.RUNNING) {
            if (processes.lose(lost)) {
                startAnew(
                        escalation,
                        "/" + UUID.randomUUID(),
                        Map.of("processInstance", Long.toString(lost.processInstanceKey())));
            }
        } else if (processes.end(lost)) {
            requests.settled(lost.id());
            if (escalation.state() == Escalation.State.ACKNOWLEDGED) {
                steps.tellAcknowledged(lost.id()); // it may have gone before it could
            }
        }
    }

    @EventListener
    void on(EngineSetUpAnew event) {
        String epoch = Integer.toString(event.epoch());
        for (String id : processes.forget()) {
            Escalation escalation = store.lock(id);
            if (escalation.state() == Escalation.State.RUNNING) {
                startAnew(escalation, "/engine-" + epoch, Map.of("engine", epoch));
            } else {
                requests.settled(id);
            }
        }
    }

    private void startAnew(Escalation escalation, String turn, Map<String, String> why) {
        audit.add(new AuditEntry(
                escalation.ticketId(), clock.instant(), AuditEntry.VIGIE, "escalation process started anew", why));
        requests.start(escalation, turn);
    }
}
