package org.vigie.backup.recovery;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.vigie.backup.BackupFailedException;
import org.vigie.backup.BackupPlans;
import org.vigie.backup.RestoredServers;
import org.vigie.backup.dump.ApplicationVersion;
import org.vigie.backup.dump.SourceState;
import org.vigie.backup.scratch.RestoreFault;
import org.vigie.backup.scratch.SmokeQuery;
import org.vigie.operation.Operation;
import org.vigie.operation.Operations;
import org.vigie.plan.DatabaseSettings;

/** Looks after a database that is back, as the account that the application's data is read with. */
@Service
public class RecoveredDatabase {

    private final Operations operations;
    private final BackupPlans plans;
    private final ApplicationVersion version;
    private final RestoredServers servers;
    private final Clock clock;

    RecoveredDatabase(
            Operations operations,
            BackupPlans plans,
            ApplicationVersion version,
            RestoredServers servers,
            Clock clock) {
        this.operations = operations;
        this.plans = plans;
        this.version = version;
        this.servers = servers;
        this.clock = clock;
    }

    /**
     * Counts tables and rows and asks the queries of the plan, before anything works on it again. Then backups may come from its server.
     *
     * @throws BackupFailedException {@code verification-failed}
     */
    public void verify(String operationId) {
        Operation operation = operations.require(operationId);
        DatabaseSettings database = plans.database(operation);
        RecoveryState state = new RecoveryState(operation);
        try (Connection connection = RecoveryAccount.own(database)) {
            SourceState found = SourceState.read(connection);
            String tables = state.requireText(RecoveryState.RESTORED, "tables");
            String rows = state.requireText(RecoveryState.RESTORED, "rows");
            if (!tables.equals(String.valueOf(found.tables())) || !rows.equals(String.valueOf(found.rows()))) {
                throw failed(
                        "verification-failed",
                        "it holds " + found.tables() + " tables with " + found.rows() + " rows instead of " + tables
                                + " with " + rows);
            }
            ask(connection, database, "verification-failed");
            servers.remember(operation.application(), database.id(), found.systemIdentifier());
        } catch (SQLException e) {
            throw failed("verification-failed", database.user() + " cannot work on it: " + e.getMessage());
        }
    }

    /**
     * Asks the queries of the plan again.
     *
     * @return whether it is to be looked at once more after a while
     * @throws BackupFailedException {@code watch-failed}
     */
    public boolean watch(String operationId) {
        Operation operation = operations.require(operationId);
        DatabaseSettings database = plans.database(operation);
        try (Connection connection = RecoveryAccount.own(database)) {
            ask(connection, database, "watch-failed");
        } catch (SQLException e) {
            throw failed("watch-failed", database.user() + " cannot work on it: " + e.getMessage());
        }
        compareVersions(operation, database);
        Instant started =
                new RecoveryState(operation).moment(RecoveryState.STARTED_AT).orElseThrow();
        // a release that is taken back looks after its application itself
        return !RecoveryKind.isRollback(operation)
                && clock.instant()
                        .isBefore(started.plus(database.recovery().watch().toDuration()));
    }

    /** The data may be older than the application that runs on it: then somebody has to look whether it was migrated. */
    private void compareVersions(Operation operation, DatabaseSettings database) {
        RecoveryState state = new RecoveryState(operation);
        String before = state.text(RecoveryState.RESTORED, "applicationVersion");
        if (before == null || state.has(RecoveryState.VERSIONS)) {
            return;
        }
        String serving = version.ask(database.backup().versionAt()).version();
        if (serving != null) {
            operations.addDetails(
                    operation.id(),
                    Map.of(
                            RecoveryState.VERSIONS,
                            Map.of("backup", before, "serving", serving, "same", before.equals(serving))));
        }
    }

    private static void ask(Connection connection, DatabaseSettings database, String cause) {
        RestoreFault.ofQueries(connection, SmokeQuery.of(database.backup())).ifPresent(fault -> {
            throw failed(cause, fault.sentence());
        });
    }

    private static BackupFailedException failed(String cause, String fact) {
        return new BackupFailedException(
                cause,
                "the restored database is in place, but " + fact,
                "The database as it was is kept under details.swap.kept. Look at both, then start the services by hand.");
    }
}
