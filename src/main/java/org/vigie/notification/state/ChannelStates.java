package org.vigie.notification.state;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.shared.Rows;

/** How the channels of the plans are, as far as messages have told. */
@Repository
public class ChannelStates {

    private static final String TURN = """
            INSERT INTO channel_state (application, channel, next_at) VALUES (:application, :channel, :next)
            ON CONFLICT (application, channel) DO UPDATE SET next_at = :next
             WHERE channel_state.next_at IS NULL OR channel_state.next_at <= :now
            """;
    private static final String PAUSE = """
            INSERT INTO channel_state (application, channel, next_at) VALUES (:application, :channel, :until)
            ON CONFLICT (application, channel) DO UPDATE SET next_at = greatest(channel_state.next_at, :until)
            """;
    private static final String SENT = """
            INSERT INTO channel_state (application, channel, last_sent_at) VALUES (:application, :channel, :now)
            ON CONFLICT (application, channel) DO UPDATE SET last_sent_at = :now, broken_at = NULL, reason = NULL
            """;
    private static final String FAILED = """
            INSERT INTO channel_state (application, channel, last_failed_at, reason)
            VALUES (:application, :channel, :now, :reason)
            ON CONFLICT (application, channel) DO UPDATE SET last_failed_at = :now, reason = :reason
             WHERE channel_state.broken_at IS NULL
            """;
    private static final String BROKEN = """
            INSERT INTO channel_state (application, channel, broken_at, last_failed_at, reason)
            VALUES (:application, :channel, :now, :now, :reason)
            ON CONFLICT (application, channel) DO UPDATE SET broken_at = :now, last_failed_at = :now, reason = :reason
             WHERE channel_state.broken_at IS NULL
            """;
    private static final String FIND =
            "SELECT * FROM channel_state WHERE application = :application AND channel = :channel";
    private static final String LIST = "SELECT * FROM channel_state ORDER BY application, channel";

    private final JdbcClient jdbc;

    ChannelStates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the next turn on a channel if it has come; two never get the same one. */
    public boolean takeTurn(String application, String channel, Instant now, Duration spacing) {
        return jdbc.sql(TURN)
                        .param("application", application)
                        .param("channel", channel)
                        .param("now", Timestamp.from(now))
                        .param("next", Timestamp.from(now.plus(spacing)))
                        .update()
                == 1;
    }

    /** Lets nothing go there before then. */
    public void pause(String application, String channel, Instant until) {
        jdbc.sql(PAUSE)
                .param("application", application)
                .param("channel", channel)
                .param("until", Timestamp.from(until))
                .update();
    }

    /** A message arrived: the channel works, whatever was before. */
    public void sent(String application, String channel, Instant now) {
        jdbc.sql(SENT)
                .param("application", application)
                .param("channel", channel)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** A message did not arrive, which may pass. */
    public void failed(String application, String channel, String reason, Instant now) {
        fail(FAILED, application, channel, reason, now);
    }

    /** True if it was not known to be broken. */
    public boolean broken(String application, String channel, String reason, Instant now) {
        return fail(BROKEN, application, channel, reason, now) == 1;
    }

    private int fail(String sql, String application, String channel, String reason, Instant now) {
        return jdbc.sql(sql)
                .param("application", application)
                .param("channel", channel)
                .param("reason", reason.replace("\u0000", ""))
                .param("now", Timestamp.from(now))
                .update();
    }

    /** Empty if nothing was sent there yet. */
    public Optional<ChannelState> find(String application, String channel) {
        return jdbc.sql(FIND)
                .param("application", application)
                .param("channel", channel)
                .query((row, number) -> state(row))
                .optional();
    }

    /** Of all channels to which something was sent. */
    public List<ChannelState> all() {
        return jdbc.sql(LIST).query((row, number) -> state(row)).list();
    }

    private static ChannelState state(ResultSet row) throws SQLException {
        return new ChannelState(
                row.getString("application"),
                row.getString("channel"),
                Rows.instant(row, "broken_at"),
                row.getString("reason"),
                Rows.instant(row, "last_sent_at"),
                Rows.instant(row, "last_failed_at"),
                Rows.instant(row, "next_at"));
    }
}
