package org.vigie.trouble;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.shared.Rows;

/** The table of troubles. */
@Repository
class TroubleStore {

    /** One that comes again after it was over begins anew. */
    private static final String REPORT = """
            INSERT INTO trouble AS t (key, kind, subject, message, hint, link, place, since)
            VALUES (:key, :kind, :subject, :message, :hint, :link, :place, :now)
            ON CONFLICT (key) DO UPDATE
               SET kind = :kind, subject = :subject, message = :message, hint = :hint, link = :link, place = :place,
                   since = CASE WHEN t.cleared_at IS NULL THEN t.since ELSE :now END, cleared_at = NULL
             WHERE t.cleared_at IS NOT NULL
                OR (t.subject, t.message, t.hint, t.link) IS DISTINCT FROM (:subject, :message, :hint, :link)
            RETURNING key
            """;

    private static final String CLEAR = "UPDATE trouble SET cleared_at = :now WHERE key = :key AND cleared_at IS NULL";
    private static final String RETRIED =
            "UPDATE trouble SET retried_at = :now, retried_by = :account WHERE key = :key";
    private static final String SELF_RETRY = """
            UPDATE trouble SET self_retries = self_retries + 1, retried_at = :now, retried_by = NULL
             WHERE key = :key AND cleared_at IS NULL AND self_retries = :before
            """;
    private static final String SELF_RETRY_FAILED = """
            UPDATE trouble SET self_retries = self_retries - 1 WHERE key = :key AND self_retries > 0
            """;
    private static final String AT_PLACE = """
            SELECT coalesce(sum(self_retries), 0) AS retries, max(retried_at) AS latest
              FROM trouble WHERE place = :place AND since > :since
            """;
    private static final String OPEN_OF_KIND =
            "SELECT * FROM trouble WHERE kind = :kind AND cleared_at IS NULL ORDER BY since, key";
    private static final String LIST = """
            SELECT * FROM trouble WHERE (cleared_at IS NULL OR NOT :open)
             ORDER BY since DESC, key LIMIT :limit OFFSET :offset
            """;

    /** What was tried at a place where a trouble comes back. */
    record Tries(int count, @Nullable Instant latest) {}

    private final JdbcClient jdbc;

    TroubleStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void report(
            String key,
            String kind,
            @Nullable String subject,
            String message,
            String hint,
            @Nullable String link,
            @Nullable String place,
            Instant now) {
        jdbc.sql(REPORT)
                .param("key", key)
                .param("kind", kind)
                .param("subject", subject, java.sql.Types.VARCHAR)
                .param("message", message)
                .param("hint", hint)
                .param("link", link, java.sql.Types.VARCHAR)
                .param("place", place, java.sql.Types.VARCHAR)
                .param("now", Timestamp.from(now))
                .query(String.class)
                .optional();
    }

    void clear(String key, Instant now) {
        jdbc.sql(CLEAR).param("key", key).param("now", Timestamp.from(now)).update();
    }

    void retried(String key, String account, Instant now) {
        jdbc.sql(RETRIED)
                .param("key", key)
                .param("account", account)
                .param("now", Timestamp.from(now))
                .update();
    }

    /** False if somebody else does it at the same time, or it is over. */
    boolean beginSelfRetry(Trouble trouble, Instant now) {
        return jdbc.sql(SELF_RETRY)
                        .param("key", trouble.key())
                        .param("before", trouble.selfRetries())
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** It could not even be tried. */
    void undoSelfRetry(String key) {
        jdbc.sql(SELF_RETRY_FAILED).param("key", key).update();
    }

    Tries selfRetriesAt(String place, Instant since) {
        return jdbc.sql(AT_PLACE)
                .param("place", place)
                .param("since", Timestamp.from(since))
                .query((row, number) -> new Tries(row.getInt("retries"), Rows.instant(row, "latest")))
                .single();
    }

    Optional<Trouble> find(String key) {
        return jdbc.sql("SELECT * FROM trouble WHERE key = :key")
                .param("key", key)
                .query(TroubleStore::trouble)
                .optional();
    }

    List<Trouble> open(String kind) {
        return jdbc.sql(OPEN_OF_KIND)
                .param("kind", kind)
                .query(TroubleStore::trouble)
                .list();
    }

    List<Trouble> list(boolean open, int limit, int offset) {
        return jdbc.sql(LIST)
                .param("open", open)
                .param("limit", limit)
                .param("offset", offset)
                .query(TroubleStore::trouble)
                .list();
    }

    int countOpen() {
        return jdbc.sql("SELECT count(*) FROM trouble WHERE cleared_at IS NULL")
                .query(Integer.class)
                .single();
    }

    private static Trouble trouble(ResultSet row, int number) throws SQLException {
        return new Trouble(
                row.getString("key"),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("message"),
                row.getString("hint"),
                row.getString("link"),
                row.getTimestamp("since").toInstant(),
                Rows.instant(row, "cleared_at"),
                row.getInt("self_retries"),
                Rows.instant(row, "retried_at"),
                row.getString("retried_by"));
    }
}
