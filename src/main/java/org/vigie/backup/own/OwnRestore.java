package org.vigie.backup.own;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.vigie.backup.dump.PgTool;
import org.vigie.backup.dump.PgTools;
import org.vigie.backup.seal.Manifest;
import org.vigie.command.CommandLine;
import org.vigie.command.CommandOutcome;
import org.vigie.command.Commands;
import org.vigie.shared.HintedException;
import org.vigie.shared.OwnerConnection;

/** Puts an opened backup of Vigie's database into an empty one before anything migrates it; all of it or nothing. */
@Component
class OwnRestore {

    private static final Logger LOG = LoggerFactory.getLogger(OwnRestore.class);

    private static final Duration LONGEST = Duration.ofHours(6);
    private static final int LINES = 10;

    private static final String HOLDS_SOMETHING = """
        SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                        WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND c.relkind IN ('r', 'p', 'v', 'S'))
        """;
    private static final String KNOWS_OPERATIONS = "SELECT to_regclass('operation') IS NOT NULL";
    private static final String HOLDS_BACKUP = "SELECT EXISTS (SELECT FROM operation WHERE id = ?)";

    private final RestoreFolder folder;
    private final Commands commands;
    private final PgTools tools;
    private final OwnerConnection database;

    OwnRestore(RestoreFolder folder, Commands commands, PgTools tools, OwnerConnection database) {
        this.folder = folder;
        this.commands = commands;
        this.tools = tools;
        this.database = database;
    }

    /**
     * Restores what lies in the folder; nothing if nothing does, or if an earlier start had got so far.
     *
     * @param source of connections to the database
     * @throws HintedException if the database is not empty, the backup cannot be trusted, or pg_restore fails
     */
    void intoEmptyDatabase(DataSource source) {
        if (!folder.hasDump()) {
            return;
        }
        Manifest manifest = folder.manifest();
        folder.requireDumpOf(manifest);
        try (Connection connection = source.getConnection()) {
            if (!isTrue(connection, HOLDS_SOMETHING)) {
                LOG.info("the backup {} of {} is restored", manifest.id(), manifest.takenAt());
                restore(manifest, connection.getMetaData().getDatabaseMajorVersion());
            } else if (!holds(connection, manifest.id())) {
                throw new HintedException(
                        "nothing is restored: Vigie's database is not empty",
                        "Give an empty database, or take " + folder.folder() + " away to start with what is there.");
            }
            folder.dropDump();
        } catch (SQLException e) {
            throw new HintedException(
                    "nothing is restored: the database does not answer, " + e.getMessage(), "Start again.", e);
        }
    }

    private static boolean holds(Connection connection, String id) throws SQLException {
        if (!isTrue(connection, KNOWS_OPERATIONS)) {
            return false;
        }
        try (PreparedStatement statement = connection.prepareStatement(HOLDS_BACKUP)) {
            statement.setString(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    private static boolean isTrue(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private void restore(Manifest manifest, int serverMajor) {
        String runId = "own-restore-" + UUID.randomUUID().toString().substring(0, 8);
        PgTool tool = tools.find("pg_restore", serverMajor, runId + "-tool");
        Properties address = Driver.parseURL(database.url(), null);
        CommandLine line = CommandLine.of(List.of(
                        tool.program(),
                        "--exit-on-error",
                        "--single-transaction",
                        "--no-owner",
                        "--no-privileges",
                        "--no-tablespaces",
                        "--no-password",
                        "--host=" + PGProperty.PG_HOST.getOrDefault(address),
                        "--port=" + PGProperty.PG_PORT.getOrDefault(address),
                        "--username=" + database.username(),
                        "--dbname=" + PGProperty.PG_DBNAME.getOrDefault(address),
                        folder.dump().toString()))
                .in(folder.folder())
                .secret("PGPASSWORD", folder.password(Objects.requireNonNullElse(database.password(), "")))
                .variable("LC_ALL", "C")
                .variable("PGAPPNAME", "Vigie restores itself")
                .deadline(LONGEST)
                .build();
        CommandOutcome outcome;
        try {
            outcome = commands.run(runId, line);
        } finally {
            folder.dropPassword();
        }
        if (!outcome.equals(new CommandOutcome.Exited(0))) {
            List<String> said =
                    commands.find(runId).map(run -> run.log().tail(LINES)).orElse(List.of());
            throw new HintedException(
                    "nothing is restored: pg_restore of " + manifest.id() + " was " + outcome + ": "
                            + String.join("; ", said),
                    "Mend what it names; the database is as empty as before.");
        }
    }
}
