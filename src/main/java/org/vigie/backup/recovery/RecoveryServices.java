package org.vigie.backup.recovery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.vigie.backup.BackupFailedException;
import org.vigie.backup.BackupPlans;
import org.vigie.command.CommandLine;
import org.vigie.command.CommandOutcome;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationCommands;
import org.vigie.operation.Operations;
import org.vigie.plan.DatabaseSettings;

/** The programs of the plan around a recovery: what works on the database is stopped before and started afterwards. */
@Service
public class RecoveryServices {

    private static final double MILLIS = 1000.0;

    private final Operations operations;
    private final OperationCommands commands;
    private final BackupPlans plans;
    private final RecoveryNotices notices;
    private final Clock clock;

    RecoveryServices(
            Operations operations,
            OperationCommands commands,
            BackupPlans plans,
            RecoveryNotices notices,
            Clock clock) {
        this.operations = operations;
        this.commands = commands;
        this.plans = plans;
        this.notices = notices;
        this.clock = clock;
    }

    /** Sets up an empty server where there is none any more. */
    public void setUpServer(String operationId, Heartbeat heartbeat) {
        DatabaseSettings database = plans.database(operations.require(operationId));
        run(
                operationId,
                "Set up the server",
                "server-failed",
                database.recovery().server(),
                database,
                heartbeat);
    }

    /**
     * Tells people that it begins and stops the services.
     *
     * @throws BackupFailedException {@code stop-failed}
     */
    public void stop(String operationId, Heartbeat heartbeat) {
        Operation operation = operations.require(operationId);
        DatabaseSettings database = plans.database(operation);
        if (!new RecoveryState(operation).has(RecoveryState.STOPPED_AT)) {
            keep(operationId, RecoveryState.STOPPED_AT);
            notices.tellBegun(operationId);
        }
        run(operationId, "Stop the services", "stop-failed", database.recovery().stop(), database, heartbeat);
        if (!new RecoveryState(operations.require(operationId)).has(RecoveryState.LOST_AT)) {
            // up to here somebody may have written what nobody will see again
            keep(operationId, RecoveryState.LOST_AT);
        }
    }

    /**
     * Starts the services again and keeps what was measured.
     *
     * @throws BackupFailedException {@code start-failed}
     */
    public void start(String operationId, Heartbeat heartbeat) {
        DatabaseSettings database = plans.database(operations.require(operationId));
        run(
                operationId,
                "Start the services",
                "start-failed",
                database.recovery().start(),
                database,
                heartbeat);
        if (!new RecoveryState(operations.require(operationId)).has(RecoveryState.STARTED_AT)) {
            keep(operationId, RecoveryState.STARTED_AT);
            measure(operations.require(operationId), database);
        }
    }

    private void measure(Operation operation, DatabaseSettings database) {
        RecoveryState state = new RecoveryState(operation);
        Instant back = state.moment(RecoveryState.STARTED_AT).orElseThrow();
        Instant stopped = state.moment(RecoveryState.STOPPED_AT).orElseThrow();
        Instant lost = state.moment(RecoveryState.LOST_AT).orElseThrow();
        Instant snapshot = Instant.parse(state.requireText(RecoveryState.BACKUP, "takenAt"));
        double seconds = seconds(operation.requestedAt(), back);
        double loss = seconds(snapshot, lost);
        Map<String, Object> measured = new LinkedHashMap<>();
        measured.put("seconds", seconds);
        measured.put("secondsSinceDecision", seconds(stopped, back));
        measured.put(
                "withinRecoveryTime",
                seconds <= database.backup().recoveryTime().toDuration().toSeconds());
        measured.put("lostFrom", snapshot.toString());
        measured.put("lostUntil", lost.toString());
        measured.put("lostSeconds", loss);
        measured.put(
                "withinRecoveryPoint",
                loss <= database.backup().recoveryPoint().toDuration().toSeconds());
        operations.addDetails(operation.id(), Map.of(RecoveryState.MEASURED, measured));
    }

    private void run(
            String operationId,
            String step,
            String cause,
            List<List<String>> programs,
            DatabaseSettings database,
            Heartbeat heartbeat) {
        for (int i = 0; i < programs.size(); i++) {
            String name = programs.size() == 1 ? step : step + " (" + (i + 1) + " of " + programs.size() + ")";
            CommandLine line = line(programs.get(i), database);
            CommandOutcome outcome = commands.run(operationId, name, line, heartbeat);
            if (!outcome.isSuccess(line)) {
                throw new BackupFailedException(
                        cause,
                        programs.get(i).getFirst() + ": " + outcome,
                        "Read the log of the recovery and correct the command in the plan, or do by hand what it should.");
            }
        }
    }

    static CommandLine line(List<String> program, DatabaseSettings database) {
        return CommandLine.of(program)
                .deadline(database.recovery().deadline().toDuration())
                .build();
    }

    private void keep(String operationId, String moment) {
        operations.addDetails(operationId, Map.of(moment, clock.instant().toString()));
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / MILLIS;
    }
}
