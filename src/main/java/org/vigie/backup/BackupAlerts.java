package org.vigie.backup;

import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.vigie.alert.AlertKind;
import org.vigie.alert.AlertSignal;
import org.vigie.alert.Alerts;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationEnded;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;

/**
 * Makes an alert of a backup that failed, which the next one that succeeds ends; who is told, and when, says the table
 * {@code alertRouting}. In the transaction that ends the backup.
 */
@Component
class BackupAlerts {

    private static final String SOURCE = "backup";

    private final Alerts alerts;
    private final Operations operations;
    private final String publicUrl;

    BackupAlerts(
            Alerts alerts,
            Operations operations,
            @Value("${vigie.public-url:http://localhost:8090}") String publicUrl) {
        this.alerts = alerts;
        this.operations = operations;
        this.publicUrl = publicUrl;
    }

    @EventListener
    void on(OperationEnded event) {
        if (!event.kind().equals(BackupKind.ID)) {
            return;
        }
        Operation operation = operations.require(event.operationId());
        String database = String.valueOf(operation.input().get(BackupKind.DATABASE));
        String fingerprint = SOURCE + "/" + operation.application() + "/" + database;
        if (event.status() == OperationStatus.SUCCEEDED) {
            alerts.clear(fingerprint, null, SOURCE, "backup " + operation.id() + " succeeded");
        } else if (event.status() == OperationStatus.FAILED) {
            alerts.raise(new AlertSignal(
                    fingerprint,
                    Objects.requireNonNull(operation.endedAt()),
                    operation.application(),
                    SOURCE,
                    AlertKind.BACKUP_FAILED,
                    null,
                    "Backup of " + database,
                    null,
                    null,
                    Objects.requireNonNullElse(operation.outcome(), "no reason is known"),
                    publicUrl + "/operations/" + operation.id(),
                    fingerprint));
        }
    }
}
