package org.vigie.postmortem;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.shared.NotFoundException;
import org.vigie.shared.Rows;

/** The table of post-mortems. */
@Repository
class PostMortems {

    private static final String INSERT = """
            INSERT INTO post_mortem (id, ticket_id, application, status, due, created_at)
            VALUES (:id, :ticketId, :application, 'required', :due, :now)
            ON CONFLICT DO NOTHING
            """;
    private static final String OF_INCIDENT = """
            UPDATE post_mortem SET incident_id = :incident
             WHERE id = :id AND (incident_id IS NULL OR incident_id = :incident)
            """;
    private static final String SELECT = "SELECT * FROM post_mortem ";
    private static final String LIST = SELECT + """
            WHERE (:application::text IS NULL OR application = :application)
              AND (:status::text IS NULL OR status = :status)
            ORDER BY created_at DESC, id DESC LIMIT :limit OFFSET :offset
            """;
    private static final String CLAIM = """
            UPDATE post_mortem SET process_instance_key = :key
             WHERE id = :id AND (process_instance_key IS NULL OR process_instance_key = :key)
            """;
    private static final String SECTIONS = """
            UPDATE post_mortem
               SET status = :status, timeline = :timeline, impact = :impact, root_cause = :rootCause,
                   immediate_actions = :immediateActions, long_term_fixes = :longTermFixes, lessons = :lessons
             WHERE id = :id
            """;
    private static final String AUTHOR = """
            UPDATE post_mortem SET authors = array_append(array_remove(authors, :author), :author) WHERE id = :id
            """;
    private static final String REVIEWED = """
            UPDATE post_mortem SET status = :status, reviewer = :reviewer WHERE id = :id
            """;
    private static final String DOCUMENT = """
            UPDATE post_mortem SET document = :document WHERE id = :id AND document IS NULL
            """;
    private static final String PUBLISHED = """
            UPDATE post_mortem SET status = 'published', document_path = :path, published_at = :now
             WHERE id = :id AND status = 'approved'
            """;
    private static final String CLOSED = """
            UPDATE post_mortem SET status = 'closed', closed_at = :now WHERE id = :id AND status = 'published'
            """;

    private final JdbcClient jdbc;
    private final PostMortemActions actions;

    PostMortems(JdbcClient jdbc, PostMortemActions actions) {
        this.jdbc = jdbc;
        this.actions = actions;
    }

    /** False if the ticket has one already. */
    boolean insert(String id, String ticketId, String application, Instant due, Instant now) {
        return jdbc.sql(INSERT)
                        .params(Map.of("id", id, "ticketId", ticketId, "application", application))
                        .param("due", Timestamp.from(due))
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** False if it is another incident's. */
    boolean ofIncident(String id, String incidentId) {
        return jdbc.sql(OF_INCIDENT)
                        .param("id", id)
                        .param("incident", incidentId)
                        .update()
                == 1;
    }

    PostMortem require(String id) {
        return one(id, SELECT + "WHERE id = :id");
    }

    /** Locks the row until the end of the transaction. */
    PostMortem lock(String id) {
        return one(id, SELECT + "WHERE id = :id FOR UPDATE");
    }

    List<PostMortem> list(@Nullable String application, @Nullable PostMortemStatus status, int limit, int offset) {
        return jdbc
                .sql(LIST)
                .param("application", application)
                .param("status", status == null ? null : status.id())
                .param("limit", limit)
                .param("offset", offset)
                .query(PostMortems::postMortem)
                .list()
                .stream()
                .map(this::withActions)
                .toList();
    }

    /** False if another process instance works on it. */
    boolean claim(String id, long processInstanceKey) {
        return jdbc.sql(CLAIM).param("id", id).param("key", processInstanceKey).update() == 1;
    }

    /** Id of the post-mortem that has this process instance. */
    Optional<String> ofProcess(long processInstanceKey) {
        return jdbc.sql("SELECT id FROM post_mortem WHERE process_instance_key = :key")
                .param("key", processInstanceKey)
                .query(String.class)
                .optional();
    }

    void keep(String id, PostMortemStatus status, Sections sections) {
        jdbc.sql(SECTIONS)
                .param("id", id)
                .param("status", status.id())
                .param("timeline", sections.timeline())
                .param("impact", sections.impact())
                .param("rootCause", sections.rootCause())
                .param("immediateActions", sections.immediateActions())
                .param("longTermFixes", sections.longTermFixes())
                .param("lessons", sections.lessons())
                .update();
    }

    void addAuthor(String id, String author) {
        jdbc.sql(AUTHOR).param("id", id).param("author", author).update();
    }

    void reviewed(String id, String reviewer, PostMortemStatus status) {
        jdbc.sql(REVIEWED)
                .param("id", id)
                .param("reviewer", reviewer)
                .param("status", status.id())
                .update();
    }

    Optional<String> document(String id) {
        return jdbc.sql("SELECT document FROM post_mortem WHERE id = :id AND document IS NOT NULL")
                .param("id", id)
                .query(String.class)
                .optional();
    }

    /** Keeps the document unless there is one already. */
    void keepDocument(String id, String document) {
        jdbc.sql(DOCUMENT).param("id", id).param("document", document).update();
    }

    /** False if it was published before. */
    boolean published(String id, String path, Instant now) {
        return jdbc.sql(PUBLISHED)
                        .param("id", id)
                        .param("path", path)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** False if it was closed before. */
    boolean closed(String id, Instant now) {
        return jdbc.sql(CLOSED)
                        .param("id", id)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    private PostMortem one(String id, String sql) {
        return jdbc.sql(sql)
                .param("id", id)
                .query(PostMortems::postMortem)
                .optional()
                .map(this::withActions)
                .orElseThrow(() -> new NotFoundException(
                        "there is no post-mortem " + id, "List the post-mortems with GET /api/post-mortems."));
    }

    // not while the row is read: that would take a second connection while the first one is held
    private PostMortem withActions(PostMortem postMortem) {
        return postMortem.with(actions.of(postMortem.id()));
    }

    private static PostMortem postMortem(ResultSet row, int number) throws SQLException {
        Array authors = row.getArray("authors");
        return new PostMortem(
                row.getString("id"),
                row.getString("ticket_id"),
                row.getString("incident_id"),
                row.getString("application"),
                PostMortemStatus.find(row.getString("status")).orElseThrow(),
                row.getObject("process_instance_key", Long.class),
                new Sections(
                        row.getString("timeline"),
                        row.getString("impact"),
                        row.getString("root_cause"),
                        row.getString("immediate_actions"),
                        row.getString("long_term_fixes"),
                        row.getString("lessons")),
                List.of(),
                Arrays.asList((String[]) authors.getArray()),
                row.getString("reviewer"),
                row.getTimestamp("due").toInstant(),
                row.getString("document_path"),
                row.getTimestamp("created_at").toInstant(),
                Rows.instant(row, "published_at"),
                Rows.instant(row, "closed_at"));
    }
}
