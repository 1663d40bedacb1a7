package org.vigie.watch;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.shared.Rows;

/** The tables of feeds and of what they told. */
@Repository
class WatchStore {

    private static final String READ = """
            INSERT INTO watch_feed AS f (application, feed, etag, last_modified, read_at)
            VALUES (:application, :feed, :etag, :modified, :now)
            ON CONFLICT (application, feed) DO UPDATE SET etag = :etag, last_modified = :modified, read_at = :now
            """;
    private static final String ITEM = """
            INSERT INTO watch_item (application, feed, guid, title, link, matched, published, seen_at)
            VALUES (:application, :feed, :guid, :title, :link, :matched, :published, :now)
            ON CONFLICT DO NOTHING
            """;
    private static final String ALIAS = """
            INSERT INTO watch_alias (application, alias, seen_at) VALUES (:application, :id, :now) ON CONFLICT DO NOTHING
            """;
    private static final String WAITING = """
            SELECT * FROM watch_item WHERE application = :application AND ticket_id IS NULL
             ORDER BY feed, published DESC NULLS LAST, guid
            """;
    private static final String CONSOLIDATED =
            "UPDATE watch_item SET ticket_id = :ticket WHERE application = :application AND ticket_id IS NULL";

    private final JdbcClient jdbc;

    WatchStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By which a server tells whether a feed has changed. */
    record Validators(@Nullable String etag, @Nullable String lastModified) {}

    /** What a feed told that concerns the application. */
    record Kept(
            String feed,
            String title,
            String link,
            String matched,
            @Nullable Instant published) {}

    Optional<Validators> validators(String application, String feed) {
        return jdbc.sql("SELECT etag, last_modified FROM watch_feed WHERE application = :application AND feed = :feed")
                .param("application", application)
                .param("feed", feed)
                .query(Validators.class)
                .optional();
    }

    void read(String application, String feed, Validators validators, Instant now) {
        jdbc.sql(READ)
                .param("application", application)
                .param("feed", feed)
                .param("etag", validators.etag())
                .param("modified", validators.lastModified())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** False if it was told before. */
    boolean add(String application, String feed, FeedItem item, String matched, Instant now) {
        return jdbc.sql(ITEM)
                        .param("application", application)
                        .param("feed", feed)
                        .param("guid", item.guid())
                        .param("title", item.title())
                        .param("link", item.link())
                        .param("matched", matched)
                        .param("published", item.published() == null ? null : Timestamp.from(item.published()))
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Whether an advisory was told under one of its names, by whatever feed; from now on it is known under all of them. */
    boolean known(String application, Set<String> ids, Instant now) {
        boolean known = !jdbc.sql(
                        "SELECT 1 FROM watch_alias WHERE application = :application AND alias IN (:ids) LIMIT 1")
                .param("application", application)
                .param("ids", ids)
                .query(Integer.class)
                .list()
                .isEmpty();
        ids.forEach(id -> jdbc.sql(ALIAS)
                .param("application", application)
                .param("id", id)
                .param("now", Timestamp.from(now))
                .update());
        return known;
    }

    /** What no ticket has yet, by feed, newest first. */
    List<Kept> waiting(String application) {
        return jdbc.sql(WAITING)
                .param("application", application)
                .query((row, number) -> new Kept(
                        row.getString("feed"),
                        row.getString("title"),
                        row.getString("link"),
                        row.getString("matched"),
                        Rows.instant(row, "published")))
                .list();
    }

    void consolidated(String application, String ticket) {
        jdbc.sql(CONSOLIDATED)
                .param("application", application)
                .param("ticket", ticket)
                .update();
    }
}
