package org.vigie.operation;

import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;

/** What is done with operations, in the audit trail. */
@Component
class OperationTrail {

    private final AuditTrail audit;
    private final Clock clock;

    OperationTrail(AuditTrail audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    void add(Operation operation, String actor, String action, Map<String, ?> details) {
        audit.add(
                new AuditEntry(operation.id(), clock.instant(), actor, action, texts(details)),
                operation.id() + "/" + action);
    }

    private static Map<String, String> texts(Map<String, ?> details) {
        return details.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.valueOf(entry.getValue())));
    }
}
