package org.vigie.release.pipeline;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.operation.Operation;
import org.vigie.operation.Operations;
import org.vigie.plan.Contact;
import org.vigie.plan.MaintenancePlan;
import org.vigie.release.publication.NotesOfReleases;
import org.vigie.release.record.ReleaseRun;

/** What people decided about releases, as the server tells who it was. */
@Service
public class ReleaseDecisions {

    private final Operations operations;
    private final ReleaseContext context;
    private final AuditTrail audit;
    private final NotesOfReleases notes;
    private final Clock clock;

    ReleaseDecisions(
            Operations operations, ReleaseContext context, AuditTrail audit, NotesOfReleases notes, Clock clock) {
        this.operations = operations;
        this.context = context;
        this.audit = audit;
        this.notes = notes;
        this.clock = clock;
    }

    /** What becomes of an approval. */
    public enum Approval {
        APPROVED,
        REJECTED,
        /** The requester may not approve: somebody else is asked. */
        ASKED_AGAIN
    }

    /**
     * Keeps an approval or a rejection.
     *
     * @param turn tells this answer from another one about the same release
     */
    public Approval approval(
            String operationId, String account, boolean approved, @Nullable String remark, String turn) {
        Operation operation = operations.require(operationId);
        MaintenancePlan plan = context.plan(operation.application());
        boolean requester = isSamePerson(plan, operation.requestedBy(), account);
        boolean alone = Objects.requireNonNull(plan.release()).requesterMayApprove();
        if (approved && requester && !alone) {
            keep(operationId, account, "approval by the requester refused", remark, turn);
            return Approval.ASKED_AGAIN;
        }
        if (approved) {
            context.keep(operationId, Map.of(ReleaseRun.APPROVED_BY, account));
            context.show(operationId, Map.of("approvedBy", account));
        }
        String what =
                approved ? requester ? "release approved by the requester" : "release approved" : "release rejected";
        keep(operationId, account, what, remark, turn);
        return approved ? Approval.APPROVED : Approval.REJECTED;
    }

    /** Keeps what somebody made of the notes for users. */
    public void notes(String operationId, String account, String text) {
        ReleaseRun run = context.run(operationId);
        notes.edited(run.application(), run.version(), account, text);
    }

    /** Keeps any other decision in the audit trail. */
    public void keep(String operationId, String account, String what, @Nullable String remark, String turn) {
        Map<String, String> details = new LinkedHashMap<>();
        if (remark != null && !remark.isBlank()) {
            details.put("remark", remark);
        }
        audit.add(
                new AuditEntry(operationId, clock.instant(), account, what, details),
                operationId + "/" + what + "/" + turn);
    }

    /** By their accounts and by the contacts of the plan that these belong to. */
    static boolean isSamePerson(MaintenancePlan plan, String one, String other) {
        return one.equalsIgnoreCase(other)
                || contact(plan, one).isPresent() && contact(plan, one).equals(contact(plan, other));
    }

    private static Optional<String> contact(MaintenancePlan plan, String account) {
        return plan.contacts().stream()
                .filter(contact -> contact.id().equalsIgnoreCase(account)
                        || contact.email().equalsIgnoreCase(account)
                        || account.equalsIgnoreCase(contact.account()))
                .map(Contact::id)
                .findFirst();
    }
}
