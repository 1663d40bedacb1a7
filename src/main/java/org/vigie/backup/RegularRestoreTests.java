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

    /**
     * Asks for the exercise of the quarter that a day lies in: a test that is to fail, so that it is known that somebody would hear of one.
     * None in the first weeks: people shall know first what it looks like when all is well.
     *
     * @return as that of {@link #request}
     */
    public Optional<Operation> requestExercise(String application, DatabaseSettings database, LocalDate day) {
        return Optional.ofNullable(database.backup().restoreTests())
                .map(tests -> requests.request(new OperationRequest(
                        application,
                        RestoreTestKind.ID,
                        Map.of(
                                BackupKind.DATABASE,
                                database.id(),
                                RestoreTestKind.DRILL,
                                true,
                                "reason",
                                "exercise: a restore test that is to fail"),
                        AuditEntry.VIGIE,
                        "exercise/" + database.id() + "/" + BackupSchedule.period(Frequency.QUARTERLY, day),
                        null)));
    }
}
