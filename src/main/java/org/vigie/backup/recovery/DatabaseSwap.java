package org.vigie.backup.recovery;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.springframework.stereotype.Service;
import org.vigie.backup.BackupFailedException;
import org.vigie.backup.BackupPlans;
import org.vigie.backup.dump.SourceDatabase;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.Operation;
import org.vigie.operation.Operations;
import org.vigie.plan.DatabaseSettings;
import org.vigie.shared.BusyElsewhereException;
import org.vigie.shared.HintedException;

/** Puts the restored database in the place of the lost one, which is kept under another name: both names change at once. */
@Service
public class DatabaseSwap {

    private static final String IN_USE = "55006";
    private static final Set<String> PASSING = Set.of("connection-lost", "server-starting", "connections-exhausted");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss").withZone(ZoneOffset.UTC);

    private final Operations operations;
    private final BackupPlans plans;
    private final Clock clock;

    DatabaseSwap(Operations operations, BackupPlans plans, Clock clock) {
        this.operations = operations;
        this.plans = plans;
        this.clock = clock;
    }

    /**
     * Swaps the names, unless that was done before. From here on the recovery cannot be cancelled.
     *
     * @throws BackupFailedException {@code swap-blocked} if the lost database cannot be renamed
     * @throws BusyElsewhereException if somebody asked for the end of the recovery just before
     */
    public void swap(String operationId, Heartbeat heartbeat) {
        Operation operation = operations.require(operationId);
        DatabaseSettings database = plans.database(operation);
        RecoveryState before = new RecoveryState(operation);
        String restored = before.requireText(RecoveryState.RESTORED, "database");
        long number = Long.parseLong(before.requireText(RecoveryState.RESTORED, "number"));
        heartbeat.check();
        if (!before.has(RecoveryState.SWAP)) {
            pass(operation, database);
        }
        String kept = new RecoveryState(operations.require(operationId)).requireText(RecoveryState.SWAP, "kept");
        try (Connection server = RecoveryAccount.maintenance(database)) {
            swap(server, database.name(), restored, number, kept);
        } catch (SQLException e) {
            throw failure(database, e);
        }
    }

    /** From the point of no return on, a server that is away for a moment is waited for. */
    private static HintedException failure(DatabaseSettings database, SQLException e) {
        BackupFailedException failure =
                SourceDatabase.failure("cannot put the restored database in place of " + database.name(), e);
        return PASSING.contains(failure.code())
                ? new HintedException(
                        failure.fact(),
                        "Let the server answer again, then raise the retries: the swap is found done or done.")
                : failure;
    }

    private void pass(Operation operation, DatabaseSettings database) {
        Map<String, Object> swap = new LinkedHashMap<>();
        swap.put("kept", ServerDatabases.named(database.name(), "_lost_" + STAMP.format(clock.instant())));
        swap.put("begunAt", clock.instant().toString());
        if (!operations.passPointOfNoReturn(operation.id(), Map.of(RecoveryState.SWAP, swap))) {
            throw new BusyElsewhereException(
                    "the recovery " + operation.id() + " is about to be ended",
                    "Nothing to do: it ends by itself.",
                    Duration.ofSeconds(2));
        }
    }

    private static void swap(Connection server, String live, String restored, long number, String kept)
            throws SQLException {
        ServerDatabases databases = new ServerDatabases(server);
        Optional<Long> there = databases.number(live);
        if (there.isPresent() && there.get() == number) {
            return;
        }
        if (there.isPresent()) {
            databases.allowConnections(live, false);
        }
        try {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!renamed(server, there.isPresent() ? live : null, restored, live, kept)) {
                if (System.nanoTime() > end) {
                    throw new BackupFailedException(
                            "swap-blocked",
                            "sessions or prepared transactions hold " + live,
                            "End them (pg_stat_activity, pg_prepared_xacts), then ask for the recovery again.");
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        } catch (SQLException | RuntimeException e) {
            reopen(databases, live, number);
            throw e;
        }
    }

    /** Lets people into the database that could not be replaced. */
    static void reopen(ServerDatabases databases, String live, long restored) throws SQLException {
        Optional<Long> there = databases.number(live);
        if (there.isPresent() && there.get() != restored) {
            databases.allowConnections(live, true);
        }
    }

    private static boolean renamed(Connection server, String lost, String restored, String live, String kept)
            throws SQLException {
        ServerDatabases databases = new ServerDatabases(server);
        if (lost != null) {
            databases.endSessions(lost);
        }
        databases.endSessions(restored);
        server.setAutoCommit(false);
        try {
            if (lost != null) {
                databases.rename(lost, kept);
            }
            databases.rename(restored, live);
            server.commit();
            return true;
        } catch (SQLException e) {
            server.rollback();
            if (IN_USE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        } finally {
            server.setAutoCommit(true);
        }
    }
}
