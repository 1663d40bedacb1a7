package org.vigie.postmortem;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.vigie.support.TestDatabase;

class PostMortemMigrationTests {

    @Test
    void whatWasUnderWayAsEventsGoesOnAsRequests() {
        var database = new SimpleDriverDataSource(new org.postgresql.Driver(), TestDatabase.newDatabase());
        Flyway.configure().dataSource(database).target("0075").load().migrate();
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("""
                INSERT INTO ticket (id, application, title, description, type, impact, labels, reporter_name,
                                    reporter_email, source, priority, task_priority, status, created_at)
                SELECT id, 'cesizen', 'title', '', 'corrective', 'service-down', '{}', 'Inès', 'ines@example.org', 'api',
                       'P1', 90, status, now()
                  FROM (VALUES ('CZ-1', 'resolved'), ('CZ-2', 'resolved'), ('CZ-3', 'merge'), ('CZ-4', 'review'))
                    AS kept (id, status)
                """).update();
        jdbc.sql("""
                INSERT INTO post_mortem (id, ticket_id, application, status, process_instance_key, due, created_at)
                VALUES ('PM-CZ-1', 'CZ-1', 'cesizen', 'required', NULL, now(), now()),
                       ('PM-CZ-2', 'CZ-2', 'cesizen', 'published', 7, now(), now())
                """).update();
        jdbc.sql("""
                INSERT INTO event_publication (id, listener_id, event_type, serialized_event, publication_date)
                SELECT gen_random_uuid(), 'gone', 'org.vigie.' || type, event, now()
                  FROM (VALUES ('postmortem.PostMortemNeeded', '{"postMortemId": "PM-CZ-1"}'),
                               ('postmortem.ActionTicketsClosed', '{"postMortemId": "PM-CZ-2", "ticketId": "CZ-9"}'),
                               ('github.pull.ChangeMerged',
                                '{"ticketId": "CZ-3", "pullRequest": 4, "url": "https://x/4", "mergeCommit": "0a1"}'),
                               ('github.pull.ChangeMerged',
                                '{"ticketId": "CZ-4", "pullRequest": 5, "url": "https://x/5", "mergeCommit": "0b1"}'),
                               ('ticket.TicketClosed', '{}')) AS kept (type, event)
                """).update();

        Flyway.configure().dataSource(database).target("0076").load().migrate();
        assertThat(jdbc.sql("SELECT message || ' ' || id || ' ' || correlation_key FROM process_request")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "post-mortem-needed post-mortem/PM-CZ-1/start PM-CZ-1",
                        "action-tickets-closed post-mortem/PM-CZ-2/tickets-closed/CZ-9 PM-CZ-2",
                        "change-merged ticket/CZ-3/merge/https://x/4/0a1 CZ-3");
        assertThat(jdbc.sql("SELECT event_type FROM event_publication")
                        .query(String.class)
                        .list())
                .as("nobody listens to the others any more")
                .containsExactly("org.vigie.ticket.TicketClosed");
    }
}
