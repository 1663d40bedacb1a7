package org.vigie.notification;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of notices. What an attempt reports counts only as long as the row is still its own. */
@Repository
class NoticeStore {

    private static final String INSERT = """
            INSERT INTO notice (key, application, subject, contact, name, address, language, template, channel,
                                title, plain, html, created_at, due_at, refusal_of)
            VALUES (:key, :application, :subject, :contact, :name, :address, :language, :template, :channel,
                    :title, :plain, :html, :now, :now, :refusalOf)
            ON CONFLICT (key) DO NOTHING
            """;
    private static final String CLAIM = """
            UPDATE notice
               SET token = :token, leased_until = :until, attempts = attempts + 1,
                   doubtful = doubtful OR leased_until IS NOT NULL, first_tried_at = coalesce(first_tried_at, :now)
             WHERE id = (SELECT id FROM notice
                          WHERE state = 'WAITING' AND due_at <= :now AND (leased_until IS NULL OR leased_until < :now)
                          ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING *
            """;
    private static final String FINISH = """
            UPDATE notice
               SET state = :state, finished_at = :now, went_to = :wentTo, reason = :reason, leased_until = NULL
             WHERE id = :id AND token = :token AND state = 'WAITING'
            """;
    private static final String LATER = """
            UPDATE notice SET due_at = :dueAt, reason = :reason, leased_until = NULL
             WHERE id = :id AND token = :token AND state = 'WAITING'
            """;
    private static final String FIND = "SELECT * FROM notice WHERE id = :id";
    private static final String CASE_OF = "SELECT * FROM notice WHERE id = :id OR refusal_of = :id ORDER BY id";
    private static final String LIST = """
            SELECT * FROM notice
             WHERE (:state::text IS NULL OR state = :state) AND (:application::text IS NULL OR application = :application)
               AND (:subject::text IS NULL OR subject = :subject) AND (:before::bigint IS NULL OR id < :before)
             ORDER BY id DESC LIMIT :limit
            """;
    private static final String LATEST_OF = """
            SELECT DISTINCT ON (address) * FROM notice
             WHERE application = :application AND template IN (:templates) AND refusal_of IS NULL
               AND (state <> 'WAITING' OR attempts > 0 AND created_at < :before)
             ORDER BY address, id DESC
            """;
    private static final String COUNT = "SELECT count(*) FROM notice WHERE state = :state";

    private final JdbcClient jdbc;

    NoticeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False if there is one with this key. */
    boolean insert(Notice notice, MailTemplates.Text text, Instant now, @Nullable Long refusalOf) {
        return jdbc.sql(INSERT)
                        .param("key", notice.key())
                        .param("application", notice.application())
                        .param("subject", notice.subject())
                        .param("contact", notice.to().contact())
                        .param("name", notice.to().name())
                        .param("address", notice.to().address())
                        .param("language", notice.language().getLanguage())
                        .param("template", notice.template())
                        .param("channel", notice.channel())
                        .param("title", clean(text.subject()))
                        .param("plain", clean(text.plain()))
                        .param("html", clean(text.html()))
                        .param("now", Timestamp.from(now))
                        .param("refusalOf", refusalOf)
                        .update()
                == 1;
    }

    /** Takes the notice that is due for longest, so that nobody else does meanwhile; empty if none is due. */
    Optional<Claim> claim(Instant now, Duration lease) {
        UUID token = UUID.randomUUID();
        return jdbc.sql(CLAIM)
                .param("token", token)
                .param("now", Timestamp.from(now))
                .param("until", Timestamp.from(now.plus(lease)))
                .query((row, number) -> NoticeRows.claim(row))
                .optional();
    }

    /** False if it is no longer the attempt's own. */
    boolean sent(Claim claim, String wentTo, Instant now) {
        return finish(claim, NoticeState.SENT, wentTo, claim.notice().reason(), now);
    }

    /** False if it is no longer the attempt's own. */
    boolean failed(Claim claim, NoticeState state, String reason, Instant now) {
        return finish(claim, state, null, clean(reason), now);
    }

    private boolean finish(
            Claim claim, NoticeState state, @Nullable String wentTo, @Nullable String reason, Instant now) {
        return jdbc.sql(FINISH)
                        .param("state", state.name())
                        .param("wentTo", wentTo)
                        .param("reason", reason)
                        .param("now", Timestamp.from(now))
                        .param("id", claim.notice().id())
                        .param("token", claim.token())
                        .update()
                == 1;
    }

    void later(Claim claim, Instant dueAt, String reason) {
        jdbc.sql(LATER)
                .param("dueAt", Timestamp.from(dueAt))
                .param("reason", clean(reason))
                .param("id", claim.notice().id())
                .param("token", claim.token())
                .update();
    }

    Optional<KeptNotice> find(long id) {
        return jdbc.sql(FIND)
                .param("id", id)
                .query((row, number) -> NoticeRows.notice(row))
                .optional();
    }

    /** The notice and those that told of its failure, oldest first. */
    List<KeptNotice> caseOf(long id) {
        return jdbc.sql(CASE_OF)
                .param("id", id)
                .query((row, number) -> NoticeRows.notice(row))
                .list();
    }

    List<KeptNotice> list(NoticeFilter filter) {
        return jdbc.sql(LIST)
                .param("state", filter.state() == null ? null : filter.state().name())
                .param("application", filter.application())
                .param("subject", filter.subject())
                .param("before", filter.before())
                .param("limit", filter.limit())
                .query((row, number) -> NoticeRows.notice(row))
                .list();
    }

    List<KeptNotice> latestOf(String application, Collection<String> templates, Instant before) {
        return jdbc.sql(LATEST_OF)
                .param("application", application)
                .param("templates", templates)
                .param("before", Timestamp.from(before))
                .query((row, number) -> NoticeRows.notice(row))
                .list();
    }

    long count(NoticeState state) {
        return jdbc.sql(COUNT).param("state", state.name()).query(Long.class).single();
    }

    /** The database takes every character but this one. */
    private static String clean(String text) {
        return text.replace("\u0000", "");
    }
}
