package org.vigie.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vigie.alert.Alert;
import org.vigie.alert.AlertKind;
import org.vigie.alert.AlertState;
import org.vigie.alert.Alerts;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

/** A failed backup is an alert of the table, until one succeeds. */
@VigieTest
class BackupAlertsTests {

    @Autowired
    private OperationRequests requests;

    @Autowired
    private Operations operations;

    @Autowired
    private Alerts alerts;

    @Autowired
    private MutableClock clock;

    @Test
    void itIsImportantAndEndsWithTheNextThatSucceeds() {
        ended(OperationStatus.FAILED, "the disk is full");
        ended(OperationStatus.FAILED, "the disk is still full");
        assertThat(open()).singleElement().satisfies(alert -> {
            assertThat(alert.severity()).isEqualTo("important");
            assertThat(alert.component()).isEqualTo("Backup of main");
            assertThat(alert.text()).isEqualTo("the disk is still full");
            assertThat(alert.link()).contains("/operations/op-");
        });
        ended(OperationStatus.CANCELLED, "taken back");
        assertThat(open()).hasSize(1);
        ended(OperationStatus.SUCCEEDED, null);
        assertThat(open()).isEmpty();
    }

    private void ended(OperationStatus status, String outcome) {
        String id = requests.request(OperationRequest.of("demo", "backups", Map.of(), "operator", null))
                .id();
        operations.end(id, status, outcome, null);
        clock.advance(Duration.ofMinutes(20));
    }

    private List<Alert> open() {
        return alerts.list("demo", AlertState.OPEN, null, 100).stream()
                .filter(alert -> alert.kind() == AlertKind.BACKUP_FAILED)
                .toList();
    }
}
