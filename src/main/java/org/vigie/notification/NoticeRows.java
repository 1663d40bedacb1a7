package org.vigie.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.UUID;
import org.vigie.shared.Rows;

/** Reads rows of the table {@code notice}. */
final class NoticeRows {

    private NoticeRows() {}

    static KeptNotice notice(ResultSet row) throws SQLException {
        NoticeState state = NoticeState.valueOf(row.getString("state"));
        return new KeptNotice(
                row.getLong("id"),
                row.getString("key"),
                row.getString("application"),
                row.getString("subject"),
                row.getString("contact"),
                row.getString("name"),
                row.getString("address"),
                row.getString("language"),
                row.getString("template"),
                row.getString("channel"),
                row.getString("title"),
                state,
                row.getTimestamp("created_at").toInstant(),
                row.getInt("attempts"),
                state == NoticeState.WAITING ? row.getTimestamp("due_at").toInstant() : null,
                Rows.instant(row, "finished_at"),
                row.getString("went_to"),
                row.getString("reason"),
                row.getObject("refusal_of", Long.class));
    }

    static Claim claim(ResultSet row) throws SQLException {
        KeptNotice notice = notice(row);
        return new Claim(
                row.getObject("token", UUID.class),
                notice,
                row.getTimestamp("first_tried_at").toInstant(),
                row.getInt("doubts"),
                new OutgoingMessage(
                        notice.key(),
                        row.getBoolean("doubtful"),
                        new Recipient(notice.contact(), notice.name(), notice.address()),
                        Locale.of(notice.language()),
                        notice.title(),
                        row.getString("plain"),
                        row.getString("html")));
    }
}
