package org.vigie.backup.recovery;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.vigie.backup.BackupPlans;
import org.vigie.command.CommandLine;
import org.vigie.command.CommandOutcome;
import org.vigie.command.Commands;
import org.vigie.operation.CancelledSteps;
import org.vigie.operation.Operation;
import org.vigie.operation.Operations;
import org.vigie.plan.DatabaseSettings;

/** Puts back what a recovery changed that ends before the swap: the half-restored database goes, and the services come back. */
@Service
public class RecoveryUndo {

    private static final Logger LOG = LoggerFactory.getLogger(RecoveryUndo.class);

    private final Operations operations;
    private final CancelledSteps steps;
    private final Commands commands;
    private final BackupPlans plans;

    RecoveryUndo(Operations operations, CancelledSteps steps, Commands commands, BackupPlans plans) {
        this.operations = operations;
        this.steps = steps;
        this.commands = commands;
        this.plans = plans;
    }

    /**
     * Undoes it; what cannot be undone is kept in the details as {@code leftToDo}, for people.
     *
     * @throws org.vigie.shared.BusyElsewhereException until what runs for it has ended
     */
    public void undo(String operationId) {
        steps.requireEnded(operationId);
        Operation operation = operations.require(operationId);
        RecoveryState state = new RecoveryState(operation);
        if (!state.has(RecoveryState.STOPPED_AT)) {
            return;
        }
        DatabaseSettings database = plans.database(operation);
        List<String> left = new ArrayList<>();
        if (removed(operationId, state, database, left)) {
            startAgain(operationId, database, left);
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("undone", true);
        details.put("leftToDo", left.isEmpty() ? null : left);
        operations.addDetails(operationId, details);
    }

    /** False once the restored database is in place: then it stays, and a person says whether the services may start on it. */
    private static boolean removed(
            String operationId, RecoveryState state, DatabaseSettings database, List<String> left) {
        try (Connection server = RecoveryAccount.maintenance(database)) {
            ServerDatabases databases = new ServerDatabases(server);
            if (state.has(RecoveryState.SWAP)) {
                long restored = Long.parseLong(state.requireText(RecoveryState.RESTORED, "number"));
                if (databases
                        .number(database.name())
                        .filter(live -> live == restored)
                        .isPresent()) {
                    left.add("The restored database is in place, and as it was it is kept as "
                            + state.text(RecoveryState.SWAP, "kept")
                            + ". Look at both, then start the services by hand.");
                    return false;
                }
                DatabaseSwap.reopen(databases, database.name(), restored);
            }
            RestoreBeside.dropHalfRestored(databases, database.name(), operationId);
        } catch (SQLException e) {
            LOG.warn("what the recovery {} restored half-way cannot be removed: {}", operationId, e.getMessage());
            left.add("Drop the databases whose name begins with " + database.name() + "_restore_: " + e.getMessage());
        }
        return true;
    }

    /** Not as steps of the operation, whose steps are ended when it is cancelled. */
    private void startAgain(String operationId, DatabaseSettings database, List<String> left) {
        List<List<String>> programs = database.recovery().start();
        for (int i = 0; i < programs.size(); i++) {
            CommandLine line = RecoveryServices.line(programs.get(i), database);
            CommandOutcome outcome = commands.run(operationId + "-start-again-" + i, line);
            if (!outcome.isSuccess(line)) {
                left.add("Start the services by hand: " + programs.get(i).getFirst() + ": " + outcome);
            }
        }
    }
}
