package org.vigie.crisis;

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
import org.vigie.shared.NotFoundException;
import org.vigie.shared.Rows;
import org.vigie.statuspage.DataStatement;
import org.vigie.statuspage.PublicText;
import org.vigie.ticket.Impact;

/** The tables of crises and their texts. */
@Repository
class CrisisStore {

    private static final String INSERT = """
            INSERT INTO crisis (id, application, incident, drill, impact, priority, components, opened_at)
            VALUES (:id, :application, :incident, :drill, :impact, :priority, :components, :at) ON CONFLICT DO NOTHING
            """;
    private static final String FIND = "SELECT * FROM crisis WHERE id = :id";
    private static final String OPEN_OF = """
            SELECT id FROM crisis
             WHERE application = :application AND incident = :incident AND resolved_at IS NULL ORDER BY id
            """;
    private static final String RESOLVE = """
            UPDATE crisis SET resolved_at = :at, resolved_by = :by WHERE id = :id AND resolved_at IS NULL
            """;
    private static final String LOSES_DATA = """
            UPDATE crisis SET impact = 'data-loss' WHERE id = :id AND impact <> 'data-loss' AND resolved_at IS NULL
            """;
    private static final String LAST_TURN =
            "SELECT * FROM crisis_turn WHERE crisis_id = :id ORDER BY turn DESC LIMIT 1";
    private static final String INSERT_TURN = """
            INSERT INTO crisis_turn (crisis_id, turn, prepared_at, neutral_at) VALUES (:id, :turn, :at, :neutralAt)
            """;
    private static final String DECIDE = """
            UPDATE crisis_turn
               SET decided_at = :at, decided_by = :by, decision = :decision, text_fr = :fr, text_en = :en, hours = :hours,
                   data = :data, signature = :signature, findings = NULL
             WHERE crisis_id = :id AND turn = :turn AND decided_at IS NULL
            """;
    private static final String REFUSE =
            "UPDATE crisis_turn SET findings = :findings WHERE crisis_id = :id AND turn = :turn AND decided_at IS NULL";
    private static final String FINDINGS =
            "SELECT coalesce(findings, '') FROM crisis_turn WHERE crisis_id = :id AND turn = :turn";
    private static final String PUBLISHED =
            "UPDATE crisis_turn SET published_at = coalesce(published_at, :at) WHERE crisis_id = :id AND turn = :turn";

    private final JdbcClient jdbc;

    CrisisStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Crisis crisis) {
        jdbc.sql(INSERT)
                .param("id", crisis.id())
                .param("application", crisis.application())
                .param("incident", crisis.incident())
                .param("drill", crisis.drill())
                .param("impact", crisis.impact().id())
                .param("priority", crisis.priority())
                .param("components", String.join(",", crisis.components()))
                .param("at", Timestamp.from(crisis.openedAt()))
                .update();
    }

    /** False if that was known before, or it has not begun or is over. */
    boolean losesData(String id) {
        return jdbc.sql(LOSES_DATA).param("id", id).update() == 1;
    }

    Optional<Crisis> find(String id) {
        return jdbc.sql(FIND).param("id", id).query(CrisisStore::crisis).optional();
    }

    /**
     * Locks the row until the end of the transaction.
     *
     * @throws NotFoundException if there is none
     */
    Crisis lock(String id) {
        return jdbc.sql(FIND + " FOR UPDATE")
                .param("id", id)
                .query(CrisisStore::crisis)
                .optional()
                .orElseThrow(() -> new NotFoundException(
                        "there is no crisis " + id + " yet",
                        "Wait until its process has begun; GET /api/applications/{app}/crises lists them."));
    }

    List<String> openOf(String application, String incident) {
        return jdbc.sql(OPEN_OF)
                .param("application", application)
                .param("incident", incident)
                .query(String.class)
                .list();
    }

    /** False if it was before. */
    boolean resolve(String id, Instant at, String by) {
        return jdbc.sql(RESOLVE)
                        .param("id", id)
                        .param("at", Timestamp.from(at))
                        .param("by", by)
                        .update()
                == 1;
    }

    Optional<Turn> lastTurn(String id) {
        return jdbc.sql(LAST_TURN).param("id", id).query(CrisisStore::turn).optional();
    }

    void insertTurn(String id, Turn turn) {
        jdbc.sql(INSERT_TURN)
                .param("id", id)
                .param("turn", turn.number())
                .param("at", Timestamp.from(turn.preparedAt()))
                .param("neutralAt", Timestamp.from(turn.neutralAt()))
                .update();
    }

    /** False if it was decided before. */
    boolean decide(String id, int turn, PublicText text, String by, Instant at) {
        return jdbc.sql(DECIDE)
                        .param("id", id)
                        .param("turn", turn)
                        .param("decision", text.isNeutral() ? "neutral" : "publish")
                        .param("fr", text.text() == null ? null : text.text().fr())
                        .param("en", text.text() == null ? null : text.text().en())
                        .param("hours", text.hours())
                        .param("data", text.data().id())
                        .param("signature", text.signature())
                        .param("by", by)
                        .param("at", Timestamp.from(at))
                        .update()
                == 1;
    }

    void refuse(String id, int turn, String findings) {
        jdbc.sql(REFUSE)
                .param("id", id)
                .param("turn", turn)
                .param("findings", findings)
                .update();
    }

    String findings(String id, int turn) {
        return jdbc.sql(FINDINGS)
                .param("id", id)
                .param("turn", turn)
                .query(String.class)
                .single();
    }

    void published(String id, int turn, Instant at) {
        jdbc.sql(PUBLISHED)
                .param("id", id)
                .param("turn", turn)
                .param("at", Timestamp.from(at))
                .update();
    }

    private static Crisis crisis(ResultSet row, int number) throws SQLException {
        return new Crisis(
                row.getString("id"),
                row.getString("application"),
                row.getString("incident"),
                row.getBoolean("drill"),
                Impact.find(row.getString("impact")).orElse(Impact.SERVICE_DOWN),
                row.getString("priority"),
                List.of(row.getString("components").split(",")),
                row.getTimestamp("opened_at").toInstant(),
                Rows.instant(row, "resolved_at"),
                row.getString("resolved_by"));
    }

    private static Turn turn(ResultSet row, int number) throws SQLException {
        return new Turn(
                row.getInt("turn"),
                row.getTimestamp("prepared_at").toInstant(),
                row.getTimestamp("neutral_at").toInstant(),
                row.getTimestamp("decided_at") == null ? null : text(row),
                Rows.instant(row, "published_at"));
    }

    private static PublicText text(ResultSet row) throws SQLException {
        String fr = row.getString("text_fr");
        String en = row.getString("text_en");
        @Nullable LocalText text = fr == null || en == null ? null : new LocalText(fr, en);
        return text == null
                ? PublicText.NEUTRAL
                : new PublicText(
                        text,
                        row.getObject("hours", Integer.class),
                        DataStatement.find(row.getString("data")).orElse(DataStatement.NONE),
                        row.getString("signature"));
    }
}
