package org.vigie.shared;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * After each migration, what the account by which Vigie works may do to the owner's tables: read and write rows of all, and of the
 * audit trail read and add only. In one transaction, so that a Vigie at work never misses a right.
 */
final class WorkingRights extends BaseCallback {

    static final List<String> APPEND_ONLY = List.of("audit_entry", "audit_link", "audit_seal");

    private final String worker;

    WorkingRights(String worker) {
        this.worker = "\"" + worker.replace("\"", "\"\"") + "\"";
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_MIGRATE;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            grant(context.getConnection());
        } catch (SQLException e) {
            throw new HintedException(
                    "the account " + worker + " cannot be given its rights: " + e.getMessage(),
                    "Let vigie.database.owner own the database and its tables, as docs/audit.md says.",
                    e);
        }
    }

    void grant(Connection connection) throws SQLException {
        boolean before = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            String schema = connection.getSchema();
            statement.execute("GRANT USAGE ON SCHEMA " + schema + " TO " + worker);
            statement.execute(
                    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA " + schema + " TO " + worker);
            statement.execute("GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA " + schema + " TO " + worker);
            statement.execute("REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON "
                    + String.join(", ", APPEND_ONLY) + " FROM " + worker);
            statement.execute("REVOKE INSERT, UPDATE, DELETE ON flyway_schema_history FROM " + worker);
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(before);
        }
    }
}
