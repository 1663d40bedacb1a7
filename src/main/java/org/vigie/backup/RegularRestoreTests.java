package org.vigie.backup;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.vigie.audit.AuditEntry;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
import org.vigie.plan.BackupSettings.Frequency;
import org.vigie.plan.DatabaseSettings;

/** Restore tests that plans want regularly: one for each period, whoever asks for it and how often. */
@Service
public class RegularRestoreTests {

    private final OperationRequests requests;

    RegularRestoreTests(OperationRequests requests) {
        this.requests = requests;
    }

    /**
     * Asks for that of the period that a day lies in.
     *
     * @return the operation, or the one that was asked for before; empty if the plan wants none of this database
     * @throws org.vigie.shared.NotFoundException if there is no backup yet
     * @throws org.vigie.operation.TargetHeldException if another restore test of it goes on
     */
    public Optional<Operation> request(String application, DatabaseSettings database, LocalDate day) {
        Frequency frequency = database.backup().restoreTests();
        return Optional.ofNullable(frequency)
                .map(tests -> requests.request(new OperationRequest(
                        application,
                        RestoreTestKind.ID,
                        Map.of(
                                BackupKind.DATABASE,
                                database.id(),
                                RestoreTestKind.SIGNED,
                                tests == Frequency.QUARTERLY,
                                "reason",
                                "restore test of the plan"),
                        AuditEntry.VIGIE,
                        "scheduled/" + database.id() + "/" + BackupSchedule.period(tests, day),
                        null)));
    }
}
