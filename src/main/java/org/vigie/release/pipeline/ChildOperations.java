package org.vigie.release.pipeline;

import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.audit.AuditEntry;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
import org.vigie.operation.Operations;
import org.vigie.shared.BusyElsewhereException;

/** What a release has other processes do under its own hold of the targets: its backup and its rollback. */
@Component
public class ChildOperations {

    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(1);

    private final OperationRequests requests;
    private final Operations operations;
    private final TransactionTemplate transaction;

    ChildOperations(OperationRequests requests, Operations operations, TransactionTemplate transaction) {
        this.requests = requests;
        this.operations = operations;
        this.transaction = transaction;
    }

    /**
     * Asks for an operation, once for each name, and gives it when it is over.
     *
     * @throws BusyElsewhereException while it goes on, so that the job comes back
     */
    public Operation ended(Operation parent, String kind, String name, Map<String, Object> input) {
        Operation child = transaction.execute(status -> requests.request(new OperationRequest(
                parent.application(), kind, input, AuditEntry.VIGIE, parent.id() + "/" + name, parent.id())));
        Operation now = operations.require(child.id());
        if (!now.status().isOver()) {
            throw new BusyElsewhereException(
                    kind + " " + now.id() + " goes on for " + parent.id(),
                    "Nothing to do: it is looked at again.",
                    COME_BACK_AFTER);
        }
        return now;
    }
}
