package org.vigie.release.pipeline;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.audit.AuditEntry;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.OperationSteps;
import org.vigie.operation.Operations;
import org.vigie.shared.BusyElsewhereException;

/**
 * What a release has other processes do under its own hold of the targets: its backup and its rollback. While one of them waits for a
 * person, the release says so.
 */
@Component
public class ChildOperations {

    /** In the details of a release: what waits for a person; null while nothing does. */
    static final String WAITING_FOR = "waitingFor";

    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(1);

    private final OperationRequests requests;
    private final Operations operations;
    private final OperationSteps steps;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ChildOperations(
            OperationRequests requests,
            Operations operations,
            OperationSteps steps,
            TransactionTemplate transaction,
            Clock clock) {
        this.requests = requests;
        this.operations = operations;
        this.steps = steps;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Asks for an operation, once for each name, and gives it when it is over.
     *
     * @param whenWaiting told when it begins to wait for a person, perhaps again after a crash
     * @throws BusyElsewhereException while it goes on, so that the job comes back
     */
    public Operation ended(
            Operation parent, String kind, String name, Map<String, Object> input, Consumer<Operation> whenWaiting) {
        Operation child = transaction.execute(status -> requests.request(new OperationRequest(
                parent.application(), kind, input, AuditEntry.VIGIE, parent.id() + "/" + name, parent.id())));
        Operation now = operations.require(child.id());
        Object known = operations.require(parent.id()).details().get(WAITING_FOR);
        if (now.status() == OperationStatus.WAITING && known == null) {
            whenWaiting.accept(now);
            transaction.executeWithoutResult(status -> waits(parent, now));
        } else if (now.status() != OperationStatus.WAITING && known != null) {
            transaction.executeWithoutResult(status -> goesOn(parent));
        }
        if (!now.status().isOver()) {
            throw new BusyElsewhereException(
                    kind + " " + now.id() + " goes on for " + parent.id(),
                    "Nothing to do: it is looked at again.",
                    COME_BACK_AFTER);
        }
        return now;
    }

    /**
     * Ends what goes on for an operation that is to end itself.
     *
     * @param which what is not needed any more
     * @throws BusyElsewhereException until it has ended, so that the job comes back
     */
    public void cancel(String parentId, Predicate<Operation> which) {
        operations.openChildren(parentId).stream().filter(which).findFirst().ifPresent(child -> {
            if (!operations.isCancelled(child.id())) {
                operations.cancel(child.id(), AuditEntry.VIGIE);
            }
            throw new BusyElsewhereException(
                    child.kind() + " " + child.id() + " is about to end with " + parentId,
                    "Nothing to do: it is looked at again.",
                    COME_BACK_AFTER);
        });
    }

    /** The targets stay held: what the person decides on is about them. */
    private void waits(Operation parent, Operation child) {
        List<String> questions = operations.questions(child);
        Map<String, Object> waitingFor = new LinkedHashMap<>();
        waitingFor.put("operation", child.id());
        waitingFor.put("kind", child.kind());
        waitingFor.put("since", clock.instant().toString());
        waitingFor.put("questions", questions);
        waitingFor.put("link", "/api/applications/" + child.application() + "/" + child.kind() + "/" + child.id());
        operations.addDetails(parent.id(), Map.of(WAITING_FOR, waitingFor));
        steps.note(
                parent.id(),
                "waits for a person, who decides in Tasklist on " + child.kind() + " " + child.id()
                        + (questions.isEmpty() ? "" : ": " + String.join(" ", questions)));
        operations.asking(parent.id());
    }

    private void goesOn(Operation parent) {
        Map<String, Object> nothing = new LinkedHashMap<>();
        nothing.put(WAITING_FOR, null);
        operations.addDetails(parent.id(), nothing);
        steps.note(parent.id(), null);
        operations.goOn(parent.id());
    }
}
