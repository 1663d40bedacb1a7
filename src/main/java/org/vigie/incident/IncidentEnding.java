package org.vigie.incident;

import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.operation.OperationEnded;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.trouble.Troubles;

/** The end of an incident by a person, also of one whose process is gone: that is a trouble until somebody says that it is over. */
@Service
public class IncidentEnding {

    private static final String TROUBLE = "incident-lost";

    private final Incidents incidents;
    private final Surroundings surroundings;
    private final Operations operations;
    private final Troubles troubles;

    IncidentEnding(Incidents incidents, Surroundings surroundings, Operations operations, Troubles troubles) {
        this.incidents = incidents;
        this.surroundings = surroundings;
        this.operations = operations;
        this.troubles = troubles;
    }

    /**
     * As {@link Incidents#resolve}; the process goes on to its end, and without one the status page and the public are told here.
     *
     * @throws org.vigie.shared.ConflictException if it is over already
     */
    @Transactional
    public Incident resolve(String id, String account, @Nullable String remark) {
        Incident incident = incidents.resolve(id, account, remark);
        if (operations.require(id).status().isOver()) {
            surroundings.over(id);
            troubles.clear(TROUBLE + ":" + id);
        }
        return incident;
    }

    /** Whoever cancelled the process in Operate ended neither the fault nor what the status page says of it. */
    @EventListener
    void on(OperationEnded event) {
        boolean isLost = event.kind().equals(IncidentKind.ID) && event.status() == OperationStatus.FAILED;
        if (isLost
                && incidents
                        .find(event.operationId())
                        .filter(incident -> incident.resolvedAt() == null)
                        .isPresent()) {
            troubles.report(
                    TROUBLE + ":" + event.operationId(),
                    TROUBLE,
                    event.operationId(),
                    "the process of incident " + event.operationId()
                            + " is gone: nobody works on the fault, its further alerts join it, and the status page still tells of it",
                    "Mend the fault, then send POST /api/incidents/" + event.operationId()
                            + "/resolution; what fails after that is another incident.",
                    null);
        }
    }
}
