package org.vigie.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.vigie.support.TestDatabase;

class TicketEventMigrationTests {

    @Test
    void whatWasUnderWayAsEventsGoesOnAsRequests() {
        var database = new SimpleDriverDataSource(new org.postgresql.Driver(), TestDatabase.newDatabase());
        Flyway.configure().dataSource(database).target("0078").load().migrate();
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("""
                INSERT INTO ticket (id, application, title, description, type, impact, labels, reporter_name,
                                    reporter_email, source, priority, task_priority, status, created_at, closed_at,
                                    process_instance_key)
                SELECT id, 'cesizen', 'title', '', 'corrective', 'service-down', '{}', 'Inès', 'ines@example.org', 'api',
                       'P1', 90, status, now(), CASE WHEN status = 'resolved' THEN now() END, process::bigint
                  FROM (VALUES ('CZ-1', 'new', NULL), ('CZ-2', 'qualification', 7), ('CZ-3', 'resolved', 8),
                               ('CZ-4', 'waiting-for-reporter', 9), ('CZ-5', 'review', 10), ('CZ-6', 'validation', 11))
                    AS kept (id, status, process)
                """).update();
        jdbc.sql("""
                INSERT INTO event_publication (id, listener_id, event_type, serialized_event, publication_date)
                SELECT gen_random_uuid(), 'org.vigie.ticket.process.TicketWorkflow.on(org.vigie.ticket.' || type || ')',
                       'org.vigie.ticket.' || type, event, now()
                  FROM (VALUES ('TicketCreated', '{"ticketId": "CZ-1"}'), ('TicketCreated', '{"ticketId": "CZ-2"}'),
                               ('ReopeningRequested', '{"ticketId": "CZ-3", "requestId": "r1", "reason": "again"}'),
                               ('ReporterAnswered', '{"ticketId": "CZ-4", "answerId": "a1", "answer": "on Firefox"}'),
                               ('CancellationRequested', '{"ticketId": "CZ-5", "requestId": "c1", "reason": "double"}'),
                               ('ValidationGiven', '{"ticketId": "CZ-6", "round": 42, "answer":
                                 {"validated": true, "satisfaction": 4, "comment": null}}'),
                               ('TicketClosed', '{"ticketId": "CZ-3", "outcome": "resolved"}')) AS kept (type, event)
                """).update();

        Flyway.configure().dataSource(database).target("0079").load().migrate();

        assertThat(jdbc.sql(
                                "SELECT id || ' ' || message || ' ' || variables FROM process_request WHERE correlation_key = case_id")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "ticket/CZ-1/start ticket-received {\"ticketId\" : \"CZ-1\"}",
                        "ticket/CZ-3/reopening/r1 ticket-reopened"
                                + " {\"ticketId\" : \"CZ-3\", \"reopeningReason\" : \"again\"}",
                        "ticket/CZ-4/answer/a1 reporter-answered"
                                + " {\"ticketId\" : \"CZ-4\", \"answer\" : \"on Firefox\", \"reporterAnswered\" : true}",
                        "ticket/CZ-5/cancellation/c1 ticket-cancelled"
                                + " {\"ticketId\" : \"CZ-5\", \"reason\" : \"double\"}",
                        "ticket/CZ-6/validation/42 ticket-validated {\"ticketId\" : \"CZ-6\", \"validated\" : true,"
                                + " \"satisfaction\" : 4, \"validationComment\" : null}");
        assertThat(jdbc.sql("SELECT event_type FROM event_publication")
                        .query(String.class)
                        .list())
                .as("nobody listens to the others any more")
                .containsExactly("org.vigie.ticket.TicketClosed");
    }
}
