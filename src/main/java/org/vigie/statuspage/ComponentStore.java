package org.vigie.statuspage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.shared.Rows;

/** The tables of what is said of components and of what the page showed. */
@Repository
class ComponentStore {

    private static final String OF = " application = :application AND component = :component AND drill = :drill ";
    private static final String LOCK = """
            SELECT count(*) FROM (SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))) AS locked
            """;
    private static final String CLAIM = """
            INSERT INTO status_claim (application, component, drill, source, state)
            VALUES (:application, :component, :drill, :source, :state)
            ON CONFLICT (application, component, drill, source) DO UPDATE SET state = EXCLUDED.state
            """;
    private static final String RELEASE = "DELETE FROM status_claim WHERE" + OF + "AND source = :source";
    private static final String CLAIMS = "SELECT state FROM status_claim WHERE" + OF;
    private static final String CLAIMS_BY = """
            SELECT component, source, state FROM status_claim
             WHERE application = :application AND NOT drill AND starts_with(source, :prefix) ORDER BY component, source
            """;
    private static final String OPEN = "SELECT * FROM status_span WHERE" + OF + "AND until IS NULL";
    private static final String CLOSE = "UPDATE status_span SET until = :at WHERE" + OF + "AND until IS NULL";
    private static final String RENAME = "UPDATE status_span SET state = :state WHERE" + OF + "AND until IS NULL";
    private static final String INSERT = """
            INSERT INTO status_span (application, component, drill, state, since)
            VALUES (:application, :component, :drill, :state, :at)
            """;
    private static final String SINCE = """
            SELECT * FROM status_span
             WHERE application = :application AND drill = :drill AND (until IS NULL OR until > :from)
             ORDER BY since, id
            """;

    /** A component of one of the two pages of an application. */
    record Place(String application, String component, boolean drill) {}

    private final JdbcClient jdbc;

    ComponentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the end of the transaction nobody else changes this component. */
    void lock(Place place) {
        jdbc.sql(LOCK)
                .param("name", "status/" + place.application() + "/" + place.component() + "/" + place.drill())
                .query(Integer.class)
                .single();
    }

    void claim(Place place, String source, ComponentState state) {
        at(CLAIM, place).param("source", source).param("state", state.id()).update();
    }

    void release(Place place, String source) {
        at(RELEASE, place).param("source", source).update();
    }

    List<ComponentState> claims(Place place) {
        return at(CLAIMS, place).query(String.class).list().stream()
                .map(ComponentState::of)
                .toList();
    }

    /** What sources whose names start so say of the components of the public page. */
    List<StatusPages.Said> claimsBy(String application, String prefix) {
        return jdbc.sql(CLAIMS_BY)
                .param("application", application)
                .param("prefix", prefix)
                .query((row, number) -> new StatusPages.Said(
                        row.getString("component"), row.getString("source"), ComponentState.of(row.getString("state"))))
                .list();
    }

    /** What holds now; empty if nothing ever did. */
    Optional<StateSpan> current(Place place) {
        return at(OPEN, place).query((row, number) -> span(row)).optional();
    }

    void close(Place place, Instant at) {
        at(CLOSE, place).param("at", Timestamp.from(at)).update();
    }

    void open(Place place, ComponentState state, Instant at) {
        at(INSERT, place)
                .param("state", state.id())
                .param("at", Timestamp.from(at))
                .update();
    }

    /** What holds now is another, since the same moment. */
    void rename(Place place, ComponentState state) {
        at(RENAME, place).param("state", state.id()).update();
    }

    /** All that was shown after a moment, oldest first. */
    List<StateSpan> since(String application, boolean drill, Instant from) {
        return jdbc.sql(SINCE)
                .param("application", application)
                .param("drill", drill)
                .param("from", Timestamp.from(from))
                .query((row, number) -> span(row))
                .list();
    }

    private JdbcClient.StatementSpec at(String sql, Place place) {
        return jdbc.sql(sql)
                .param("application", place.application())
                .param("component", place.component())
                .param("drill", place.drill());
    }

    private static StateSpan span(ResultSet row) throws SQLException {
        return new StateSpan(
                row.getString("component"),
                ComponentState.of(row.getString("state")),
                row.getTimestamp("since").toInstant(),
                Rows.instant(row, "until"));
    }
}
