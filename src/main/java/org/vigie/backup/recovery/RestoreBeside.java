package org.vigie.backup.recovery;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.vigie.backup.BackupCatalogue;
import org.vigie.backup.BackupFailedException;
import org.vigie.backup.BackupFetch;
import org.vigie.backup.BackupPlans;
import org.vigie.backup.FetchedBackup;
import org.vigie.backup.StoredBackup;
import org.vigie.backup.contents.CatalogueObject;
import org.vigie.backup.contents.ContentsComparison;
import org.vigie.backup.contents.ContentsException;
import org.vigie.backup.contents.ContentsProgress;
import org.vigie.backup.contents.ContentsReader;
import org.vigie.backup.contents.DatabaseContents;
import org.vigie.backup.contents.Difference;
import org.vigie.backup.contents.LaterWrites;
import org.vigie.backup.dump.DiskFailure;
import org.vigie.backup.dump.PgTool;
import org.vigie.backup.dump.PgTools;
import org.vigie.backup.dump.SourceDatabase;
import org.vigie.backup.dump.WorkFolder;
import org.vigie.backup.place.PlaceException;
import org.vigie.backup.place.Places;
import org.vigie.backup.scratch.RestoreFault;
import org.vigie.backup.scratch.SmokeQuery;
import org.vigie.backup.seal.BrokenSealException;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.Operation;
import org.vigie.operation.Operations;
import org.vigie.plan.DatabaseSettings;

/**
 * Restores a backup into a new database on the server of the lost one, and proves that it is what it was. The lost one, or what is
 * left of it, is not touched.
 */
@Service
public class RestoreBeside {

    private static final int READERS = 2;
    private static final int VERSIONS_IN_A_MAJOR = 10_000;

    private final Operations operations;
    private final BackupPlans plans;
    private final BackupCatalogue catalogue;
    private final BackupFetch fetch;
    private final PgTools tools;
    private final RestoringRun run;
    private final Places places;

    RestoreBeside(
            Operations operations,
            BackupPlans plans,
            BackupCatalogue catalogue,
            BackupFetch fetch,
            PgTools tools,
            RestoringRun run,
            Places places) {
        this.operations = operations;
        this.plans = plans;
        this.catalogue = catalogue;
        this.fetch = fetch;
        this.tools = tools;
        this.run = run;
        this.places = places;
    }

    /**
     * Restores and proves it, unless that was done before; what an earlier attempt left half-way is dropped.
     *
     * @throws BackupFailedException with the cause if the database cannot be brought back from this backup
     * @throws org.vigie.shared.FencedException if somebody else goes on with it
     */
    public void restore(String operationId, Heartbeat heartbeat) {
        Operation operation = operations.require(operationId);
        DatabaseSettings database = plans.database(operation);
        Path work = null;
        try {
            if (isDone(operation, database)) {
                return;
            }
            StoredBackup backup = plans.backup(
                    operation.application(), new RecoveryState(operation).requireText(RecoveryState.BACKUP, "id"));
            work = WorkFolder.attempt(places.dataFolder().resolve("." + operationId));
            long begun = System.nanoTime();
            Map<String, Object> phases = new LinkedHashMap<>();
            FetchedBackup fetched = fetch.open(backup, work);
            begun = lap(phases, "fetch", begun);
            heartbeat.check();
            requireNothingLost(operation, database, fetched.contents());
            Restored restored = prepare(operationId, database, fetched.contents());
            run.fill(
                    operationId,
                    database,
                    restored.tool(),
                    fetched.dump(),
                    restored.name(),
                    restored.superuser(),
                    heartbeat);
            begun = lap(phases, "restore", begun);
            carryOver(operationId, database, restored, fetched.dump());
            begun = lap(phases, "analyze", begun);
            List<String> notes = compare(database, restored, fetched.contents());
            lap(phases, "compare", begun);
            requireNothingLost(operation, database, fetched.contents());
            heartbeat.check();
            keep(operationId, restored, fetched, phases, notes);
        } catch (BrokenSealException e) {
            throw new BackupFailedException(
                    e.code(), e.getMessage(), "Ask for the recovery again with another backup.");
        } catch (PlaceException e) {
            throw new BackupFailedException(e.code(), e.fact(), e.hint());
        } catch (ContentsException e) {
            throw new BackupFailedException(e.code(), e.fact(), e.hint());
        } catch (SQLException e) {
            throw SourceDatabase.failure("cannot restore beside " + database.name(), e);
        } catch (IOException e) {
            throw DiskFailure.of("cannot open the backup", e);
        } finally {
            if (work != null) {
                WorkFolder.end(work);
            }
        }
    }

    /**
     * A release is taken back by itself only while nobody wrote: before the work, and again before the restored database may take the
     * place of the other one. The services are stopped.
     *
     * @throws BackupFailedException {@code would-lose}, with what would be lost in the details
     */
    private void requireNothingLost(Operation operation, DatabaseSettings database, DatabaseContents backup) {
        if (!RecoveryKind.isRollback(operation)) {
            return;
        }
        List<String> disregarded = operation.input().get(RecoveryKind.DISREGARD) instanceof List<?> tables
                ? tables.stream().map(String::valueOf).toList()
                : List.of();
        List<String> lost =
                LaterWrites.since(backup, RecoveryAccount.details(database, database.name()), disregarded, READERS);
        if (!lost.isEmpty()) {
            operations.addDetails(operation.id(), Map.of(RecoveryState.WOULD_LOSE, lost));
            throw new BackupFailedException(
                    "would-lose",
                    "somebody may have written since the backup: " + String.join(" ", lost),
                    "Ask for a recovery with this backup if that may be lost, or repair the database by hand.");
        }
    }

    /**
     * The database that is filled.
     *
     * @param number that it keeps when it is renamed
     * @param withoutPassword roles that can log in once somebody gives them a password again
     */
    private record Restored(String name, long number, PgTool tool, boolean superuser, List<String> withoutPassword) {}

    private static boolean isDone(Operation operation, DatabaseSettings database) throws SQLException {
        RecoveryState state = new RecoveryState(operation);
        if (!state.has(RecoveryState.RESTORED)) {
            return false;
        }
        try (Connection server = RecoveryAccount.maintenance(database)) {
            ServerDatabases databases = new ServerDatabases(server);
            String number = state.requireText(RecoveryState.RESTORED, "number");
            return state.has(RecoveryState.SWAP)
                    || databases
                            .number(state.requireText(RecoveryState.RESTORED, "database"))
                            .map(String::valueOf)
                            .filter(number::equals)
                            .isPresent();
        }
    }

    private Restored prepare(String operationId, DatabaseSettings database, DatabaseContents expected)
            throws SQLException {
        if (!DatabaseContents.ALGORITHM.equals(expected.algorithm())) {
            throw new BackupFailedException(
                    "algorithm-different",
                    "the contents of this backup were read as " + expected.algorithm()
                            + ", which this version does not know",
                    "Recover with the Vigie that took it, or take another backup.");
        }
        try (Connection server = RecoveryAccount.maintenance(database)) {
            ServerDatabases databases = new ServerDatabases(server);
            dropHalfRestored(databases, database.name(), operationId);
            boolean superuser = requireRights(server, database);
            requireExtensions(server, expected);
            List<String> withoutPassword = ServerRoles.make(
                    server, expected, database.user(), RecoveryAccount.password(database.passwordFrom()));
            // of this attempt alone: what an earlier one left running cannot get into it
            String name = ServerDatabases.named(
                    database.name(),
                    ending(operationId) + UUID.randomUUID().toString().substring(0, 4));
            databases.execute(creation(name, expected));
            PgTool tool = tools.find("pg_restore", major(server), operationId + "-tool");
            return new Restored(name, databases.number(name).orElseThrow(), tool, superuser, withoutPassword);
        }
    }

    /** Removes what attempts of a recovery left, and what none needs any more. */
    static void dropHalfRestored(ServerDatabases databases, String name, String operationId) throws SQLException {
        for (String left : databases.beginningWith(
                ServerDatabases.named(name, ending(operationId) + "####").replaceFirst("####$", ""))) {
            databases.drop(left);
        }
    }

    private static String ending(String operationId) {
        return "_restore_" + operationId.replaceFirst("^op-", "").substring(0, 8) + "_";
    }

    private static boolean requireRights(Connection server, DatabaseSettings database) throws SQLException {
        try (Statement statement = server.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user")) {
            row.next();
            if (!row.getBoolean(1) && !row.getBoolean(2)) {
                throw new BackupFailedException(
                        "privilege-missing",
                        "the account " + RecoveryAccount.user(database) + " may not make databases",
                        "Name one that may in recovery.user of the plan, best a superuser, or grant CREATEDB.");
            }
            return row.getBoolean(1);
        }
    }

    private static void requireExtensions(Connection server, DatabaseContents expected) throws SQLException {
        Optional<RestoreFault> fault = RestoreFault.ofExtensions(server, expected);
        if (fault.isPresent()) {
            throw new BackupFailedException(
                    fault.get().code(), fault.get().sentence(), "Install it on the server, then ask again.");
        }
    }

    private static String creation(String name, DatabaseContents expected) {
        Map<String, String> source = expected.objects("database")
                .map(CatalogueObject::properties)
                .findFirst()
                .orElse(Map.of());
        StringBuilder sql =
                new StringBuilder("CREATE DATABASE " + ServerDatabases.quoted(name) + " TEMPLATE template0");
        option(sql, "OWNER", source.get("owner"), true);
        option(sql, "ENCODING", source.get("encoding"), false);
        option(sql, "LC_COLLATE", source.get("collate"), false);
        option(sql, "LC_CTYPE", source.get("ctype"), false);
        if ("i".equals(source.get("localeProvider"))) {
            sql.append(" LOCALE_PROVIDER icu");
            option(sql, "ICU_LOCALE", source.get("locale"), false);
        }
        return sql.toString();
    }

    private static void option(StringBuilder sql, String name, String value, boolean identifier) {
        if (value != null) {
            sql.append(' ')
                    .append(name)
                    .append(" = ")
                    .append(identifier ? ServerDatabases.quoted(value) : ServerDatabases.literal(value));
        }
    }

    private static int major(Connection server) throws SQLException {
        try (Statement statement = server.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_setting('server_version_num')::int")) {
            row.next();
            return row.getInt(1) / VERSIONS_IN_A_MAJOR;
        }
    }

    private void carryOver(String operationId, DatabaseSettings database, Restored restored, Path archive)
            throws SQLException, IOException {
        String script = run.properties(operationId, restored.tool(), archive);
        try (Connection connection = RecoveryAccount.open(database, restored.name())) {
            ServerDatabases databases = new ServerDatabases(connection);
            for (String statement : DatabaseProperties.statements(script, restored.name())) {
                databases.execute(statement);
            }
            databases.execute("ANALYZE");
        }
    }

    /** What the server had before and has still, its roles and their settings, may have changed since the backup. */
    private static List<String> compare(DatabaseSettings database, Restored restored, DatabaseContents expected)
            throws SQLException {
        DatabaseContents found = new ContentsReader()
                .read(RecoveryAccount.details(database, restored.name()), null, READERS, ContentsProgress.NONE);
        List<Difference> differences = ContentsComparison.compare(expected, found);
        Optional<Difference> worst = differences.stream()
                .filter(difference -> !isOfTheServer(difference))
                .findFirst();
        if (worst.isPresent()) {
            throw new BackupFailedException(
                    worst.get().code(),
                    "what was restored is not what was backed up: "
                            + worst.get().sentence(),
                    "Ask for the recovery again with another backup.");
        }
        try (Connection connection = RecoveryAccount.open(database, restored.name())) {
            RestoreFault.ofQueries(connection, SmokeQuery.of(database.backup())).ifPresent(fault -> {
                throw new BackupFailedException(
                        fault.code(), fault.sentence(), "Ask for the recovery again with another backup.");
            });
        }
        return differences.stream().map(Difference::sentence).toList();
    }

    static boolean isOfTheServer(Difference difference) {
        String object = difference.object();
        return RestoreFault.isOfTheServer(difference)
                || object.startsWith("role ")
                || object.startsWith("membership ")
                || object.startsWith("setting role ") && !object.contains(" in the database ");
    }

    private void keep(
            String operationId,
            Restored restored,
            FetchedBackup fetched,
            Map<String, Object> phases,
            List<String> notes) {
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put("database", restored.name());
        kept.put("number", String.valueOf(restored.number()));
        kept.put("place", fetched.place());
        kept.put("tables", fetched.contents().tables().size());
        kept.put("rows", fetched.contents().rows());
        kept.put("migrationHead", fetched.manifest().migrationHead());
        kept.put("applicationVersion", fetched.manifest().applicationVersion());
        kept.put("seconds", phases);
        kept.put("notes", notes);
        kept.put("rolesWithoutPassword", restored.withoutPassword());
        operations.addDetails(operationId, Map.of(RecoveryState.RESTORED, kept));
    }

    private static long lap(Map<String, Object> phases, String phase, long begun) {
        long now = System.nanoTime();
        phases.put(phase, (now - begun) / 1_000_000 / 1000.0);
        return now;
    }
}
