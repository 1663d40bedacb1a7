package org.vigie.release.record;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.shared.Rows;

/** What served and what became of versions. Order comes from this record, never from names or times. */
@Repository
public class VersionRecords {

    private static final String DEMOTE = """
            UPDATE release_version SET state = 'served' WHERE application = :application AND state = 'serving'
               AND version <> :version
            """;
    private static final String PROMOTE = """
            INSERT INTO release_version (application, version, state, released_at)
            VALUES (:application, :version, 'serving', :now)
            ON CONFLICT (application, version) DO UPDATE SET state = 'serving', reason = NULL, released_at = :now
            """;
    private static final String BAD = """
            INSERT INTO release_version (application, version, state, reason)
            VALUES (:application, :version, 'bad', :reason)
            ON CONFLICT (application, version) DO UPDATE SET state = 'bad', reason = :reason
            """;
    private static final String SERVED = """
            INSERT INTO release_serving (application, version, previous, operation_id, rolled_back, since)
            VALUES (:application, :version, :previous, :operation, :rolledBack, :now)
            ON CONFLICT (operation_id) DO NOTHING
            """;
    private static final String PREVIOUS = """
            SELECT previous FROM release_serving
             WHERE application = :application AND version = :version AND NOT rolled_back ORDER BY number DESC LIMIT 1
            """;
    private static final String SERVING = """
            SELECT version FROM release_version WHERE application = :application AND state = 'serving'
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    VersionRecords(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The version that serves; empty if none does. */
    public Optional<String> serving(String application) {
        return jdbc.sql(SERVING)
                .param("application", application)
                .query(String.class)
                .optional();
    }

    public Optional<VersionRecord> find(String application, String version) {
        return jdbc.sql("SELECT * FROM release_version WHERE application = :application AND version = :version")
                .param("application", application)
                .param("version", version)
                .query(VersionRecords::version)
                .optional();
    }

    /** All that Vigie knows of, in no order. */
    public List<VersionRecord> all(String application) {
        return jdbc.sql("SELECT * FROM release_version WHERE application = :application")
                .param("application", application)
                .query(VersionRecords::version)
                .list();
    }

    /**
     * A version serves well from now on; the one before has served.
     *
     * @param operation the release or rollback that brought it
     */
    @Transactional
    public void serves(String application, String version, String operation, boolean rolledBack) {
        String before = serving(application).orElse(null);
        int added = jdbc.sql(SERVED)
                .param("application", application)
                .param("version", version)
                .param("previous", before)
                .param("operation", operation)
                .param("rolledBack", rolledBack)
                .param("now", now())
                .update();
        if (added == 1) {
            jdbc.sql(DEMOTE)
                    .param("application", application)
                    .param("version", version)
                    .update();
            jdbc.sql(PROMOTE)
                    .param("application", application)
                    .param("version", version)
                    .param("now", now())
                    .update();
        }
    }

    /** A version is bad and never proposed again. */
    public void bad(String application, String version, String reason) {
        jdbc.sql(BAD)
                .param("application", application)
                .param("version", version)
                .param("reason", reason)
                .update();
    }

    /** What served before a version, newest first and by the record; bad versions are left out. */
    public List<String> before(String application, String version) {
        List<String> before = new ArrayList<>();
        Set<String> seen = new HashSet<>(Set.of(version));
        String next = previous(application, version);
        while (next != null && seen.add(next)) {
            String candidate = next;
            boolean good = find(application, candidate)
                    .filter(known -> known.state() != VersionState.BAD)
                    .isPresent();
            if (good) {
                before.add(candidate);
            }
            next = previous(application, candidate);
        }
        return before;
    }

    private @Nullable String previous(String application, String version) {
        return jdbc.sql(PREVIOUS)
                .param("application", application)
                .param("version", version)
                .query((row, number) -> Optional.ofNullable(row.getString("previous")))
                .optional()
                .flatMap(found -> found)
                .orElse(null);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static VersionRecord version(ResultSet row, int number) throws SQLException {
        return new VersionRecord(
                row.getString("version"),
                VersionState.of(Objects.requireNonNull(row.getString("state"))),
                row.getString("reason"),
                Rows.instant(row, "released_at"));
    }
}
