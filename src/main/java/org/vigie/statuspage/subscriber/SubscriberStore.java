package org.vigie.statuspage.subscriber;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of subscribers and of what they were told. */
@Repository
class SubscriberStore {

    private static final String ASK = """
            INSERT INTO status_subscriber AS s
                   (id, application, address_hash, address, language, state, asked_at, asked, counting_since)
            VALUES (:id, :application, :hash, :address, :language, 'pending', :now, 1, :now)
            ON CONFLICT (application, address_hash) DO UPDATE
               SET address = EXCLUDED.address, asked_at = EXCLUDED.asked_at, language = EXCLUDED.language,
                   state = CASE s.state WHEN 'left' THEN 'pending' ELSE s.state END,
                   asked = CASE WHEN s.counting_since < :dayBefore THEN 1 ELSE s.asked + 1 END,
                   counting_since = CASE WHEN s.counting_since < :dayBefore THEN :now ELSE s.counting_since END
             WHERE s.asked_at < :hourBefore AND (s.asked < :most OR s.counting_since < :dayBefore)
            RETURNING *
            """;
    private static final String FIND = "SELECT * FROM status_subscriber WHERE id = :id";
    private static final String CONFIRM = """
            UPDATE status_subscriber SET state = 'confirmed', confirmed_at = :now WHERE id = :id AND state = 'pending'
            """;
    private static final String LEAVE = """
            UPDATE status_subscriber SET state = 'left', left_at = :now, address = NULL WHERE id = :id AND state <> 'left'
            """;
    private static final String CONFIRMED = """
            SELECT * FROM status_subscriber WHERE application = :application AND state = 'confirmed' ORDER BY id
            """;
    private static final String TOLD_OF = """
            SELECT s.* FROM status_subscriber s JOIN status_told t ON t.subscriber_id = s.id
             WHERE t.incident_id = :incident AND s.state = 'confirmed' ORDER BY s.id
            """;
    private static final String TELL = """
            INSERT INTO status_told (incident_id, subscriber_id) VALUES (:incident, :id) ON CONFLICT DO NOTHING
            """;

    private final JdbcClient jdbc;

    SubscriberStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What an address is asked too often is not asked. */
    record Limits(Instant hourBefore, Instant dayBefore, int most) {}

    /** Empty if the address was asked too often. */
    Optional<Subscriber> ask(
            String id, String application, String hash, String address, Locale language, Instant now, Limits limits) {
        return jdbc.sql(ASK)
                .param("id", id)
                .param("application", application)
                .param("hash", hash)
                .param("address", address)
                .param("language", language.getLanguage())
                .param("now", Timestamp.from(now))
                .param("hourBefore", Timestamp.from(limits.hourBefore()))
                .param("dayBefore", Timestamp.from(limits.dayBefore()))
                .param("most", limits.most())
                .query((row, number) -> subscriber(row))
                .optional();
    }

    Optional<Subscriber> find(String id) {
        return jdbc.sql(FIND)
                .param("id", id)
                .query((row, number) -> subscriber(row))
                .optional();
    }

    void confirm(String id, Instant now) {
        jdbc.sql(CONFIRM).param("id", id).param("now", Timestamp.from(now)).update();
    }

    void leave(String id, Instant now) {
        jdbc.sql(LEAVE).param("id", id).param("now", Timestamp.from(now)).update();
    }

    List<Subscriber> confirmed(String application) {
        return jdbc.sql(CONFIRMED)
                .param("application", application)
                .query((row, number) -> subscriber(row))
                .list();
    }

    /** Those who were told of an incident before and have not left. */
    List<Subscriber> toldOf(String incidentId) {
        return jdbc.sql(TOLD_OF)
                .param("incident", incidentId)
                .query((row, number) -> subscriber(row))
                .list();
    }

    void told(String incidentId, String subscriberId) {
        jdbc.sql(TELL).param("incident", incidentId).param("id", subscriberId).update();
    }

    private static Subscriber subscriber(ResultSet row) throws SQLException {
        return new Subscriber(
                row.getString("id"),
                row.getString("application"),
                row.getString("address"),
                Locale.forLanguageTag(row.getString("language")),
                Subscriber.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)));
    }
}
