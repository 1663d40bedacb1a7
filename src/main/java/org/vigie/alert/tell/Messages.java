package org.vigie.alert.tell;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.alert.tell.Readers.Reader;
import org.vigie.notification.Recipient;

/** The table of what people were told of groups of alerts. */
@Repository
public class Messages {

    private static final String INSERT = """
            INSERT INTO alert_message (group_id, number, what, severity, at, alerts, flaps, channel, contact, name, address, notice_key)
            VALUES (:group, :number, :what, :severity, :at, :alerts, :flaps, :channel, :contact, :name, :address, :key)
            """;
    private static final String TOLD = """
            SELECT number, min(what) AS what, min(severity) AS severity, min(at) AS at, min(alerts) AS alerts, min(flaps) AS flaps
              FROM alert_message WHERE group_id = :group GROUP BY number ORDER BY number
            """;
    private static final String READERS = """
            SELECT DISTINCT channel, contact, name, address FROM alert_message
             WHERE group_id = :group AND what NOT IN ('CLOSED', 'ENDED') ORDER BY channel, address
            """;
    private static final String LIST = """
            SELECT what, at, channel, contact, name, notice_key FROM alert_message WHERE group_id = :group ORDER BY id
            """;

    private final JdbcClient jdbc;

    Messages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One message to one reader; what became of it stands in the notice with this key. */
    public record Sent(
            String what,
            Instant at,
            String channel,
            @Nullable String contact,
            String name,
            String noticeKey) {}

    void insert(long group, int number, Told told, Reader reader, String key) {
        jdbc.sql(INSERT)
                .param("group", group)
                .param("number", number)
                .param("what", told.what().name())
                .param("severity", told.severity())
                .param("at", Timestamp.from(told.at()))
                .param("alerts", told.alerts())
                .param("flaps", told.flaps())
                .param("channel", reader.channel())
                .param("contact", reader.to().contact())
                .param("name", reader.to().name())
                .param("address", reader.to().address())
                .param("key", key)
                .update();
    }

    List<Told> told(long group) {
        return jdbc.sql(TOLD)
                .param("group", group)
                .query((row, number) -> new Told(
                        Told.What.valueOf(row.getString("what")),
                        row.getTimestamp("at").toInstant(),
                        row.getString("severity"),
                        row.getInt("alerts"),
                        row.getInt("flaps")))
                .list();
    }

    /** Everybody who was told that something is wrong. */
    List<Reader> readers(long group) {
        return jdbc.sql(READERS)
                .param("group", group)
                .query((row, number) -> new Reader(
                        row.getString("channel"),
                        new Recipient(row.getString("contact"), row.getString("name"), row.getString("address"))))
                .list();
    }

    /** What was sent, oldest first. */
    public List<Sent> list(long group) {
        return jdbc.sql(LIST)
                .param("group", group)
                .query((row, number) -> new Sent(
                        row.getString("what").toLowerCase(Locale.ROOT),
                        row.getTimestamp("at").toInstant(),
                        row.getString("channel"),
                        row.getString("contact"),
                        row.getString("name"),
                        row.getString("notice_key")))
                .list();
    }
}
