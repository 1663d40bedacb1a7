package org.vigie.statuspage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.plan.LocalText;
import org.vigie.shared.Rows;

/** The tables of public incidents and their texts. */
@Repository
class IncidentStore {

    private static final String INSERT = """
            INSERT INTO status_incident (id, application, drill, components, impact, opened_at)
            VALUES (:id, :application, :drill, :components, :impact, :at) ON CONFLICT DO NOTHING
            """;
    private static final String RESOLVE =
            "UPDATE status_incident SET resolved_at = :at WHERE id = :id AND resolved_at IS NULL";
    private static final String FIND = "SELECT * FROM status_incident WHERE id = :id";
    private static final String UPDATES = "SELECT * FROM status_update WHERE incident_id = :id ORDER BY number";
    private static final String ADD = """
            INSERT INTO status_update
                   (incident_id, number, key, kind, at, text_fr, text_en, hours, data, signature)
            SELECT :id, coalesce(max(number), 0) + 1, :key, :kind, :at, :fr, :en, :hours, :data, :signature
              FROM status_update WHERE incident_id = :id
            ON CONFLICT (incident_id, key) DO NOTHING
            """;
    private static final String OF_KEY = "SELECT * FROM status_update WHERE incident_id = :id AND key = :key";
    private static final String LIST = """
            SELECT * FROM status_incident i
             WHERE application = :application AND drill = :drill AND (resolved_at IS NULL OR resolved_at > :from)
               AND EXISTS (SELECT 1 FROM status_update u WHERE u.incident_id = i.id)
             ORDER BY opened_at DESC, id LIMIT :limit
            """;

    private final JdbcClient jdbc;

    IncidentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False if it is there already. */
    boolean insert(PublicIncident incident) {
        return jdbc.sql(INSERT)
                        .param("id", incident.id())
                        .param("application", incident.application())
                        .param("drill", incident.drill())
                        .param("components", String.join(",", incident.components()))
                        .param("impact", incident.impact())
                        .param("at", Timestamp.from(incident.openedAt()))
                        .update()
                == 1;
    }

    /** False if it was before. */
    boolean resolve(String id, Instant at) {
        return jdbc.sql(RESOLVE).param("id", id).param("at", Timestamp.from(at)).update() == 1;
    }

    Optional<PublicIncident> find(String id) {
        return jdbc.sql(FIND)
                .param("id", id)
                .query((row, number) -> incident(row))
                .optional();
    }

    /** Locks the row until the end of the transaction. */
    PublicIncident lock(String id) {
        return jdbc.sql(FIND + " FOR UPDATE")
                .param("id", id)
                .query((row, number) -> incident(row))
                .single();
    }

    /** Empty if one with this key is there already. */
    Optional<PublicUpdate> add(String id, String key, UpdateKind kind, Instant at, PublicText text) {
        int added = jdbc.sql(ADD)
                .param("id", id)
                .param("key", key)
                .param("kind", kind.id())
                .param("at", Timestamp.from(at))
                .param("fr", text.text() == null ? null : text.text().fr())
                .param("en", text.text() == null ? null : text.text().en())
                .param("hours", text.hours())
                .param("data", text.data().id())
                .param("signature", text.signature())
                .update();
        return added == 0
                ? Optional.empty()
                : jdbc.sql(OF_KEY)
                        .param("id", id)
                        .param("key", key)
                        .query((row, number) -> update(row))
                        .optional();
    }

    /** Those the public sees that went on after a moment, newest first. */
    List<PublicIncident> list(String application, boolean drill, Instant from, int limit) {
        return jdbc.sql(LIST)
                .param("application", application)
                .param("drill", drill)
                .param("from", Timestamp.from(from))
                .param("limit", limit)
                .query((row, number) -> incident(row))
                .list();
    }

    private PublicIncident incident(ResultSet row) throws SQLException {
        String id = row.getString("id");
        return new PublicIncident(
                id,
                row.getString("application"),
                row.getBoolean("drill"),
                Ids.split(row.getString("components")),
                row.getString("impact"),
                row.getTimestamp("opened_at").toInstant(),
                Rows.instant(row, "resolved_at"),
                jdbc.sql(UPDATES)
                        .param("id", id)
                        .query((update, number) -> update(update))
                        .list());
    }

    private static PublicUpdate update(ResultSet row) throws SQLException {
        return new PublicUpdate(
                row.getInt("number"),
                UpdateKind.of(row.getString("kind")),
                row.getTimestamp("at").toInstant(),
                new PublicText(
                        text(row.getString("text_fr"), row.getString("text_en")),
                        row.getObject("hours", Integer.class),
                        DataStatement.find(row.getString("data")).orElse(DataStatement.NONE),
                        row.getString("signature")));
    }

    private static @Nullable LocalText text(@Nullable String fr, @Nullable String en) {
        return fr == null || en == null ? null : new LocalText(fr, en);
    }
}
