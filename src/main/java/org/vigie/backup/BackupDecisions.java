package org.vigie.backup;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.operation.Operations;

/** What people decide and sign, each with the account that did it. */
@Service
public class BackupDecisions {

    private final Operations operations;
    private final BackupCatalogue catalogue;
    private final AuditTrail audit;
    private final Clock clock;

    BackupDecisions(Operations operations, BackupCatalogue catalogue, AuditTrail audit, Clock clock) {
        this.operations = operations;
        this.catalogue = catalogue;
        this.audit = audit;
        this.clock = clock;
    }

    /** Somebody decided on a backup that was held back; kept once. */
    @Transactional
    public void heldBack(String operationId, String account, boolean take, @Nullable String remark) {
        keep(operationId, "decision", account, take ? "taken nevertheless" : "not taken", remark);
    }

    /** Somebody signed a restore test; kept once. */
    @Transactional
    public void signed(String operationId, String account, @Nullable String remark) {
        keep(operationId, "signature", account, "signed", remark);
        catalogue.signed(operationId, account);
    }

    private void keep(String operationId, String detail, String account, String what, @Nullable String remark) {
        if (operations.require(operationId).details().containsKey(detail)) {
            return;
        }
        Map<String, String> kept = new LinkedHashMap<>();
        kept.put("by", account);
        kept.put("what", what);
        if (remark != null && !remark.isBlank()) {
            kept.put("remark", remark);
        }
        operations.addDetails(operationId, Map.of(detail, kept));
        audit.add(new AuditEntry(
                operationId,
                clock.instant(),
                account,
                operations.require(operationId).kind() + " " + what,
                kept));
    }
}
