package org.vigie.incident.remedy;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.backup.recovery.RecoveryFacts;
import org.vigie.incident.Incident;
import org.vigie.incident.Incidents;
import org.vigie.incident.Surroundings;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationEnded;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;

/**
 * Makes the recovery of a database an incident, whoever asked for it: the public is told of the loss, a ticket is opened, and what was
 * measured is written down for the post-mortem. Every method can be called again and then changes nothing.
 */
@Service
public class RecoveryHandOver {

    private final Operations operations;
    private final Incidents incidents;
    private final Surroundings surroundings;
    private final RemedyStore store;
    private final AuditTrail audit;
    private final Clock clock;

    RecoveryHandOver(
            Operations operations,
            Incidents incidents,
            Surroundings surroundings,
            RemedyStore store,
            AuditTrail audit,
            Clock clock) {
        this.operations = operations;
        this.incidents = incidents;
        this.surroundings = surroundings;
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * It is decided that a database is recovered. A release that is taken back is no incident of the database.
     *
     * @throws org.vigie.shared.HintedException if no incident can be opened
     */
    @Transactional
    public void begun(String recoveryId) {
        Operation recovery = operations.require(recoveryId);
        RecoveryFacts facts = RecoveryFacts.of(recovery);
        if (facts.takesReleaseBack() || recovery.status().isOver()) {
            return;
        }
        String askedBy =
                store.waitingFor(recoveryId).map(RemedyStore.Owner::incidentId).orElse(null);
        Incident incident = incidents.recovering(
                recovery,
                askedBy,
                "the database " + facts.database() + " is brought back from a backup",
                Objects.requireNonNullElseGet(facts.lostAt(), clock::instant));
        operations.addDetails(recoveryId, Map.of("incident", incident.id()));
        surroundings.losesData(incident.id());
        Map<String, String> details = new LinkedHashMap<>();
        details.put("recovery", recoveryId);
        details.put("reason", facts.database() + (facts.found() == null ? "" : ": " + facts.found()));
        write(incident.id(), "database recovery begun", details, recoveryId + "/begun");
    }

    @EventListener
    void on(OperationEnded event) {
        if (event.kind().equals(RecoveryFacts.KIND)) {
            incidents
                    .recovered(event.operationId(), event.status() == OperationStatus.SUCCEEDED)
                    .ifPresent(incident -> ended(incident.id(), operations.require(event.operationId())));
        }
    }

    private void ended(String incidentId, Operation recovery) {
        RecoveryFacts facts = RecoveryFacts.of(recovery);
        Map<String, String> details = new LinkedHashMap<>();
        details.put("recovery", recovery.id());
        Instant from = facts.backupAt();
        Instant until = facts.lostAt();
        if (facts.measured() && from != null && until != null) {
            details.put("lostFrom", from.toString());
            details.put("lostUntil", until.toString());
            details.put("seconds", String.valueOf(facts.seconds()));
            details.put("kept", String.valueOf(facts.kept()));
        } else {
            details.put(
                    "result", recovery.status().id() + (recovery.outcome() == null ? "" : ": " + recovery.outcome()));
        }
        write(incidentId, "database recovery ended", details, recovery.id() + "/ended");
    }

    private void write(String incidentId, String action, Map<String, String> details, String key) {
        audit.add(
                new AuditEntry(incidentId, clock.instant(), AuditEntry.VIGIE, action, details), incidentId + "/" + key);
    }
}
