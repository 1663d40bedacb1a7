package org.vigie.statuspage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.plan.LocalText;

/** The table of planned maintenance. */
@Repository
class MaintenanceStore {

    private static final String SAVE = """
            INSERT INTO status_maintenance
                   (id, application, components, title_fr, title_en, starts_at, ends_at, state, revision, changed_at)
            VALUES (:id, :application, :components, :fr, :en, :startsAt, :endsAt, :state, :revision, :changedAt)
            ON CONFLICT (id) DO UPDATE
               SET components = EXCLUDED.components, title_fr = EXCLUDED.title_fr, title_en = EXCLUDED.title_en,
                   starts_at = EXCLUDED.starts_at, ends_at = EXCLUDED.ends_at, state = EXCLUDED.state,
                   revision = EXCLUDED.revision, changed_at = EXCLUDED.changed_at
            """;
    private static final String FIND = "SELECT * FROM status_maintenance WHERE id = :id FOR UPDATE";
    private static final String LIST = """
            SELECT * FROM status_maintenance WHERE application = :application AND ends_at > :from
             ORDER BY starts_at, id LIMIT :limit
            """;

    private final JdbcClient jdbc;

    MaintenanceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void save(PlannedMaintenance maintenance) {
        jdbc.sql(SAVE)
                .param("id", maintenance.id())
                .param("application", maintenance.application())
                .param("components", String.join(",", maintenance.components()))
                .param("fr", maintenance.title().fr())
                .param("en", maintenance.title().en())
                .param("startsAt", Timestamp.from(maintenance.startsAt()))
                .param("endsAt", Timestamp.from(maintenance.endsAt()))
                .param("state", maintenance.state().id())
                .param("revision", maintenance.revision())
                .param("changedAt", Timestamp.from(maintenance.changedAt()))
                .update();
    }

    /** Locks the row until the end of the transaction. */
    Optional<PlannedMaintenance> lock(String id) {
        return jdbc.sql(FIND)
                .param("id", id)
                .query((row, number) -> maintenance(row))
                .optional();
    }

    /** Those that end after a moment, in the order they start. */
    List<PlannedMaintenance> list(String application, Instant from, int limit) {
        return jdbc.sql(LIST)
                .param("application", application)
                .param("from", Timestamp.from(from))
                .param("limit", limit)
                .query((row, number) -> maintenance(row))
                .list();
    }

    private static PlannedMaintenance maintenance(ResultSet row) throws SQLException {
        return new PlannedMaintenance(
                row.getString("id"),
                row.getString("application"),
                Ids.split(row.getString("components")),
                new LocalText(row.getString("title_fr"), row.getString("title_en")),
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                PlannedMaintenance.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("revision"),
                row.getTimestamp("changed_at").toInstant());
    }
}
