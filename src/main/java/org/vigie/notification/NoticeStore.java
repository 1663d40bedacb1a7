package org.vigie.notification;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of notices. What an attempt reports counts only as long as the row is still its own. */
@Repository
class NoticeStore {

    private static final String INSERT = """
            INSERT INTO notice (key, application, subject, contact, name, address, language, template, channel,
                                title, plain, html, created_at, due_at, refusal_of, follows)
            VALUES (:key, :application, :subject, :contact, :name, :address, :language, :template, :channel,
                    :title, :plain, :html, :now, :now, :refusalOf, :follows)
            ON CONFLICT (key) DO NOTHING
            """;
    private static final String CLAIM = """
            UPDATE notice
               SET token = :token, leased_until = :until, attempts = attempts + 1,
                   doubtful = doubtful OR leased_until IS NOT NULL, doubts = doubts + (leased_until IS NOT NULL)::int,
                   first_tried_at = coalesce(first_tried_at, :now)
             WHERE id = (SELECT id FROM notice n
                          WHERE state = 'WAITING' AND due_at <= :now AND (leased_until IS NULL OR leased_until < :now)
                            AND (follows IS NULL
                                 OR EXISTS (SELECT 1 FROM notice o WHERE o.id = n.follows AND o.state = 'SENT'))
                          ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING *
            """;
    private static final String FINISH = """
            UPDATE notice
               SET state = :state, finished_at = :now, went_to = :wentTo, reason = :reason, leased_until = NULL
             WHERE id = :id AND token = :token AND state = 'WAITING'
            """;
    private static final String LATER = """
            UPDATE notice
               SET due_at = :dueAt, reason = :reason, leased_until = NULL, doubtful = doubtful OR :doubt,
                   doubts = doubts + :doubt::int
             WHERE id = :id AND token = :token AND state = 'WAITING'
            """;
    private static final String POSTPONE = """
            UPDATE notice SET due_at = :dueAt, leased_until = NULL, attempts = attempts - 1
             WHERE id = :id AND token = :token AND state = 'WAITING'
            """;
    private static final String PASS_ON = """
            INSERT INTO notice (key, application, subject, contact, name, address, language, template, channel,
                                title, plain, html, created_at, due_at, refusal_of)
            SELECT :key, application, subject, :contact, :name, :address, language, template, :channel,
                   title, plain, html, :now, :now, :refusalOf
              FROM notice WHERE id = :id
            ON CONFLICT (key) DO NOTHING
            RETURNING id
            """;
    private static final String FOLLOW_THERE = """
            UPDATE notice
               SET follows = :to, contact = :contact, name = :name, address = :address, channel = :channel
             WHERE follows = :from AND state = 'WAITING'
            """;
    private static final String UNNEEDED = """
            UPDATE notice SET state = 'UNNEEDED', finished_at = :now, reason = 'what it follows did not arrive'
             WHERE follows = :id AND state = 'WAITING'
            """;
    private static final String FAMILY = """
            SELECT DISTINCT ON (channel, address) *
              FROM notice
             WHERE application = :application AND subject = :subject AND starts_with(key, :family)
               AND state = ANY (string_to_array(:states, ',')) AND follows IS NULL AND template <> 'notice-refused'
             ORDER BY channel, address, state = 'SENT' DESC, id
            """;
    private static final String FIND = "SELECT * FROM notice WHERE id = :id";
    private static final String FIND_BY_KEY = "SELECT * FROM notice WHERE key = :key";
    private static final String LATEST_WITH = """
            SELECT * FROM notice
             WHERE subject = :subject AND template = :template AND application = :application AND channel = :channel
             ORDER BY id DESC LIMIT 1
            """;
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
    boolean insert(Notice notice, NoticeTexts.Text text, Instant now, @Nullable Long refusalOf) {
        return insert(notice, text, now, refusalOf, null);
    }

    /** As the other one; it goes out when the notice it follows has arrived. */
    boolean insert(
            Notice notice, NoticeTexts.Text text, Instant now, @Nullable Long refusalOf, @Nullable Long follows) {
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
                        .param("follows", follows)
                        .update()
                == 1;
    }

    /** Lets the same text go to somebody by another channel, and what follows the notice go there too. */
    void passOn(KeptNotice from, String key, Recipient to, String channel, long refusalOf, Instant now) {
        Optional<Long> id = jdbc.sql(PASS_ON)
                .param("key", key)
                .param("contact", to.contact())
                .param("name", to.name())
                .param("address", to.address())
                .param("channel", channel)
                .param("now", Timestamp.from(now))
                .param("refusalOf", refusalOf)
                .param("id", from.id())
                .query(Long.class)
                .optional();
        id.ifPresent(passed -> jdbc.sql(FOLLOW_THERE)
                .param("to", passed)
                .param("contact", to.contact())
                .param("name", to.name())
                .param("address", to.address())
                .param("channel", channel)
                .param("from", from.id())
                .update());
    }

    /** Lets nothing go out that follows a notice which did not arrive. */
    void dropFollowers(long id, Instant now) {
        jdbc.sql(UNNEEDED).param("id", id).param("now", Timestamp.from(now)).update();
    }

    /** The first notice of each reader and channel about a subject whose key starts so, in one of these states. */
    List<KeptNotice> family(String application, String subject, String family, NoticeState... states) {
        return jdbc.sql(FAMILY)
                .param("application", application)
                .param("subject", subject)
                .param("family", family)
                .param("states", Stream.of(states).map(NoticeState::name).collect(Collectors.joining(",")))
                .query((row, number) -> NoticeRows.notice(row))
                .list();
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

    /** @param doubt whether it may have arrived all the same */
    void later(Claim claim, Instant dueAt, String reason, boolean doubt) {
        jdbc.sql(LATER)
                .param("dueAt", Timestamp.from(dueAt))
                .param("reason", clean(reason))
                .param("doubt", doubt)
                .param("id", claim.notice().id())
                .param("token", claim.token())
                .update();
    }

    /** Puts it off without an attempt. */
    void postpone(Claim claim, Instant dueAt) {
        jdbc.sql(POSTPONE)
                .param("dueAt", Timestamp.from(dueAt))
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

    Optional<KeptNotice> findByKey(String key) {
        return jdbc.sql(FIND_BY_KEY)
                .param("key", key)
                .query((row, number) -> NoticeRows.notice(row))
                .optional();
    }

    /** The latest one of a template that went to a channel. */
    Optional<KeptNotice> latestWith(String template, String application, String channel) {
        return jdbc.sql(LATEST_WITH)
                .param("subject", Canaries.subject(channel))
                .param("template", template)
                .param("application", application)
                .param("channel", channel)
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
