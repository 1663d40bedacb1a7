package org.vigie.backup.recovery;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.backup.BackupPlans;
import org.vigie.backup.StoredBackup;
import org.vigie.operation.Operation;
import org.vigie.operation.Operations;

/** Who decided that a database goes back to a backup, with the account that the server tells; a silence never does. */
@Service
public class RecoveryDecisions {

    private static final String TURN = "latestTurn";

    private final Operations operations;
    private final BackupPlans plans;
    private final BackupChoice choice;
    private final AuditTrail audit;
    private final Clock clock;

    RecoveryDecisions(Operations operations, BackupPlans plans, BackupChoice choice, AuditTrail audit, Clock clock) {
        this.operations = operations;
        this.plans = plans;
        this.choice = choice;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A turn of somebody who was asked.
     *
     * @param processInstanceKey of the process that asked
     * @param elementInstanceKey of the step that keeps the answer: the same for every retry of it
     */
    public record Turn(long processInstanceKey, long elementInstanceKey) {}

    /**
     * What was filled in.
     *
     * @param otherBackup the one to go back to; null or empty for the proposed one
     */
    public record Answer(
            boolean recover,
            @Nullable String otherBackup,
            @Nullable String remark) {}

    /** The latest key before this turn, after which its task began. */
    public long before(String operationId, Turn turn) {
        RecoveryState state = new RecoveryState(operations.require(operationId));
        String instance = state.text(TURN, "instance");
        return String.valueOf(turn.processInstanceKey()).equals(instance)
                ? Long.parseLong(state.requireText(TURN, "key"))
                : 0;
    }

    /** Whether this turn was kept before. */
    public boolean isKept(String operationId, Turn turn) {
        return before(operationId, turn) == turn.elementInstanceKey();
    }

    /** Keeps an answer, once. A yes to a backup that is not there is none: the person is asked again. */
    @Transactional
    public void answered(String operationId, Turn turn, String account, Answer answer) {
        Operation operation = operations.require(operationId);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put(
                TURN,
                Map.of(
                        "instance", String.valueOf(turn.processInstanceKey()),
                        "key", String.valueOf(turn.elementInstanceKey())));
        details.put(RecoveryState.OBJECTION, null);
        Map<String, String> said = new LinkedHashMap<>();
        said.put("by", account);
        said.put("what", answer.recover() ? "recover" : "do not recover");
        if (answer.remark() != null && !answer.remark().isBlank()) {
            said.put("remark", answer.remark());
        }
        RecoveryState state = new RecoveryState(operation);
        if (answer.recover()) {
            String backup = answer.otherBackup() == null || answer.otherBackup().isBlank()
                    ? state.requireText(RecoveryState.BACKUP, "id")
                    : answer.otherBackup().strip();
            if (isThere(operation, backup)) {
                said.put("backup", backup);
                said.put("damage", state.requireText(RecoveryState.DAMAGE, "kind"));
                details.put(RecoveryState.DECISION, said);
            } else {
                details.put(
                        RecoveryState.OBJECTION,
                        "There is no such backup to go back to: " + backup + ". Take its id from the list.");
            }
        } else {
            details.put("refusal", said);
        }
        operations.addDetails(operationId, details);
        audit(operationId, account, answer.recover() ? "recovery approved" : "recovery refused", said);
    }

    private boolean isThere(Operation operation, String backup) {
        return choice.candidates(operation.application(), plans.database(operation)).stream()
                .anyMatch(candidate -> candidate.id().equals(backup));
    }

    /**
     * Nobody is asked: about a loss that is beyond doubt where the plan says so, or about a release that is taken back.
     *
     * @param what is decided, for people
     */
    @Transactional
    void automatic(String operationId, StoredBackup backup, Damage damage, String what) {
        Map<String, String> said = Map.of(
                "by",
                AuditEntry.VIGIE,
                "what",
                what,
                "backup",
                backup.id(),
                "damage",
                damage.kind().id());
        operations.addDetails(operationId, Map.of(RecoveryState.DECISION, said));
        audit(operationId, AuditEntry.VIGIE, "recovery begun by the plan", said);
    }

    /** A yes to what is not so any more does not hold. */
    @Transactional
    void askAgain(String operationId, String objection) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put(RecoveryState.DECISION, null);
        details.put(RecoveryState.OBJECTION, objection);
        operations.addDetails(operationId, details);
    }

    private void audit(String operationId, String actor, String action, Map<String, String> details) {
        audit.add(new AuditEntry(operationId, clock.instant(), actor, action, details));
    }
}
