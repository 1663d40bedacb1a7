package org.vigie.support.engine;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Holds back whoever writes certain rows, by a trigger that waits for a lock of the test: in the middle of the transaction, or
 * in its commit. What the database makes of the transaction when its client is dead is decided here as well.
 */
public final class WriteGate implements StopPoint {

    private static final String FUNCTION = """
            CREATE OR REPLACE FUNCTION write_gate() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM pg_advisory_xact_lock_shared(1);
                RETURN NEW;
            END $$
            """;
    private static final String WAITING = """
            SELECT pid FROM pg_locks
             WHERE locktype = 'advisory' AND NOT granted
               AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """;

    private final Connection lock;
    private final JdbcClient jdbc;
    private final String table;
    private final boolean committed;

    private WriteGate(String database, String table, String trigger, boolean committed) {
        this.table = table;
        this.committed = committed;
        this.jdbc = JdbcClient.create(new DriverManagerDataSource(database));
        try {
            this.lock = DriverManager.getConnection(database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        JdbcClient.create(new SingleConnectionDataSource(lock, true))
                .sql("SELECT pg_advisory_lock(1)")
                .query()
                .singleRow();
        jdbc.sql(FUNCTION).update();
        jdbc.sql(trigger + " EXECUTE FUNCTION write_gate()").update();
    }

    /**
     * Stops before a row is written; the transaction is rolled back.
     *
     * @param write such as {@code INSERT ON notice}
     * @param rows which of them, in terms of {@code NEW} and {@code OLD}
     */
    public static WriteGate before(String database, String write, String rows) {
        return new WriteGate(
                database,
                table(write),
                "CREATE TRIGGER write_gate BEFORE " + write + " FOR EACH ROW WHEN (" + rows + ")",
                false);
    }

    /** Stops in the commit, which fails. */
    public static WriteGate during(String database, String write, String rows) {
        return inCommit(database, write, rows, false);
    }

    /** Stops in the commit, which succeeds though nobody hears of it any more. */
    public static WriteGate after(String database, String write, String rows) {
        return inCommit(database, write, rows, true);
    }

    private static WriteGate inCommit(String database, String write, String rows, boolean committed) {
        return new WriteGate(
                database,
                table(write),
                "CREATE CONSTRAINT TRIGGER write_gate AFTER " + write
                        + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (" + rows + ")",
                committed);
    }

    private static String table(String write) {
        return write.substring(write.lastIndexOf(' ') + 1);
    }

    @Override
    public boolean isReached() {
        return !waiting().isEmpty();
    }

    @Override
    public void afterTheKill() {
        List<Integer> held = waiting();
        if (committed) {
            open();
        } else {
            held.forEach(session -> jdbc.sql("SELECT pg_terminate_backend(:session)")
                    .param("session", session)
                    .query()
                    .singleRow());
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> areGone(Set.copyOf(held)));
        jdbc.sql("DROP TRIGGER write_gate ON " + table).update();
        open();
    }

    private List<Integer> waiting() {
        return jdbc.sql(WAITING).query(Integer.class).list();
    }

    private boolean areGone(Set<Integer> sessions) {
        return jdbc.sql("SELECT count(*) FROM pg_stat_activity WHERE pid IN (:sessions)")
                        .param("sessions", sessions)
                        .query(Integer.class)
                        .single()
                == 0;
    }

    private void open() {
        try {
            lock.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
