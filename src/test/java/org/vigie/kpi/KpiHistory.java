package org.vigie.kpi;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A year and a bit of two applications, made by chance from one seed, in memory and in the tables. */
public final class KpiHistory {

    static final Instant BEGIN = Instant.parse("2025-12-10T00:00:00Z");
    static final int DAYS = 385;
    private static final List<String> APPLICATIONS = List.of("cesizen", "mangatheque");
    private static final List<String> CLOSED =
            List.of("resolved", "resolved", "resolved", "rejected", "duplicate", "cancelled");
    private static final List<String> IMPACTS =
            List.of("service-down", "data-loss", "key-function-degraded", "cosmetic");

    private final Random random = new Random(20_261_130);

    record Review(
            Instant at,
            boolean tested,
            boolean approved,
            @Nullable Double coverage) {}

    record Span(Instant from, Instant to) {}

    record SomeTicket(
            String id,
            String application,
            String type,
            String priority,
            String status,
            boolean debt,
            Instant created,
            @Nullable Instant closed,
            @Nullable Integer mark,
            boolean analysed,
            @Nullable String recurrenceOf,
            @Nullable Instant responseDue,
            Instant responded,
            @Nullable Instant due,
            List<Span> spans,
            List<Review> reviews,
            boolean exercise) {

        boolean isResolved() {
            return status.equals("resolved");
        }
    }

    /** @param takenBack whether a rollback came next */
    record Release(
            String id,
            String application,
            String status,
            Instant ended,
            boolean inProduction,
            boolean takenBack,
            boolean exercise) {}

    record Fault(
            String id,
            String application,
            String impact,
            Instant since,
            @Nullable Instant resolved,
            boolean exercise) {}

    record Recovery(String id, String application, Instant requested, Instant ended, boolean ofARelease) {}

    record Backup(String id, String application, String database, String state, Instant taken) {}

    record Check(
            String application,
            String monitor,
            Instant at,
            String verdict,
            @Nullable Integer millis,
            long requests,
            long errors) {}

    final List<SomeTicket> tickets = new ArrayList<>();
    final List<Release> releases = new ArrayList<>();
    final List<Fault> faults = new ArrayList<>();
    final List<Recovery> recoveries = new ArrayList<>();
    final List<Backup> backups = new ArrayList<>();
    final List<Check> checks = new ArrayList<>();

    /** So many tickets, releases and incidents. */
    public KpiHistory(int ticketCount, int releaseCount, int faultCount) {
        for (int i = 1; i <= faultCount; i++) {
            faults.add(fault(i));
        }
        for (int i = 1; i <= ticketCount; i++) {
            tickets.add(ticket(i));
        }
        for (int i = 1; i <= releaseCount; i++) {
            releases.add(release(i));
        }
        for (int i = 1; i <= 60; i++) {
            Instant requested = moment();
            recoveries.add(new Recovery(
                    "REC-" + i, application(), requested, requested.plusSeconds(random.nextInt(20_000)), chance(30)));
        }
        for (String application : APPLICATIONS) {
            for (String database : List.of("main", "archive")) {
                for (int day = 0; day < DAYS; day++) {
                    if (chance(93)) {
                        backups.add(new Backup(
                                "B-" + application + database + day,
                                application,
                                database,
                                chance(90) ? "copied" : chance(50) ? "verified" : chance(50) ? "refused" : "taken",
                                BEGIN.plus(Duration.ofDays(day)).plusSeconds(random.nextInt(7_200))));
                    }
                }
            }
        }
        // a quarter of the year without a check
        for (int hour = 0; hour < DAYS * 24; hour += 2) {
            if (hour % 2_000 < 1_500) {
                Instant at = BEGIN.plus(Duration.ofHours(hour)).plusMillis(random.nextInt(3_000_000));
                boolean answered = chance(97);
                checks.add(new Check(
                        "mangatheque",
                        "site",
                        at,
                        answered ? chance(90) ? "up" : "degraded" : "down",
                        answered || chance(50) ? 50 + random.nextInt(2_500) : null,
                        0,
                        0));
                long requests = random.nextInt(200);
                checks.add(new Check(
                        "mangatheque", "requests", at, "up", null, requests, chance(10) ? random.nextInt(3) : 0));
            }
        }
    }

    private SomeTicket ticket(int number) {
        String application = application();
        String priority =
                application.equals("cesizen") ? "P" + (1 + random.nextInt(4)) : "LEVEL_" + (1 + random.nextInt(3));
        Instant created = moment();
        Instant at = created;
        List<Span> spans = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            Instant end = at.plusSeconds(60L * (1 + random.nextInt(i == 0 ? 400 : 900)));
            spans.add(new Span(at, end));
            at = i == 0 ? end : end.plusSeconds(60L * random.nextInt(3_000));
        }
        boolean open = chance(8);
        String status = open ? "implementation" : CLOSED.get(random.nextInt(CLOSED.size()));
        Instant closed = open ? null : at;
        boolean corrective = chance(60);
        boolean analysed = corrective && chance(70);
        List<Review> reviews = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            reviews.add(new Review(
                    at.minusSeconds(30L * i),
                    chance(80),
                    chance(70),
                    chance(60) ? (6_000 + random.nextInt(4_000)) / 100.0 : null));
        }
        return new SomeTicket(
                "T-" + number,
                application,
                corrective ? "corrective" : "evolutive",
                priority,
                status,
                chance(5),
                created,
                closed,
                !open && chance(30) ? 1 + random.nextInt(5) : null,
                analysed,
                analysed && number > 10 && chance(6) ? "T-" + (1 + random.nextInt(number - 1)) : null,
                chance(90) ? created.plusSeconds(random.nextInt(100_000)) : null,
                created.plusSeconds(random.nextInt(100_000)),
                chance(85) ? created.plusSeconds(random.nextInt(200_000)) : null,
                spans,
                reviews,
                number <= faults.size() && faults.get(number - 1).exercise());
    }

    private Release release(int number) {
        int kind = random.nextInt(100);
        String status = kind < 80 ? "succeeded" : kind < 92 ? "failed" : kind < 96 ? "cancelled" : "refused";
        // apart in time, in order, so that what came next is told by the number
        Instant ended = BEGIN.plus(Duration.ofMinutes(DAYS * 24L * 60 * number / 510));
        return new Release(
                "R-" + number,
                application(),
                status,
                ended,
                status.equals("succeeded") || chance(60),
                status.equals("succeeded") && chance(7),
                chance(3));
    }

    private Fault fault(int number) {
        Instant since = moment();
        return new Fault(
                "I-" + number,
                application(),
                IMPACTS.get(random.nextInt(IMPACTS.size())),
                since,
                chance(95) ? since.plusSeconds(60 + random.nextInt(30_000)) : null,
                chance(4));
    }

    private String application() {
        return APPLICATIONS.get(random.nextInt(APPLICATIONS.size()));
    }

    private Instant moment() {
        return BEGIN.plusSeconds(60L * random.nextInt(DAYS * 1_440));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** Writes all of it, a batch for each table. */
    public void write(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            writeTickets(connection);
            writeOperations(connection);
            writeTechnical(connection);
            connection.commit();
        }
        try (Connection connection = database.getConnection()) {
            connection.createStatement().execute("ANALYZE");
        }
    }

    private void writeTickets(Connection connection) throws SQLException {
        try (Batch rows = new Batch(connection, """
                INSERT INTO ticket (id, application, title, description, type, impact, labels, reporter_name, reporter_email, source,
                                    priority, task_priority, status, satisfaction, created_at, closed_at, root_cause_key)
                VALUES (?, ?, 'a page is blank', '', ?, 'limited', ?, 'Ines', 'ines@example.org', 'api', ?, 50, ?, ?, ?, ?, ?)
                """)) {
            for (SomeTicket ticket : tickets) {
                rows.add(
                        ticket.id(),
                        ticket.application(),
                        ticket.type(),
                        ticket.debt() ? new String[] {"bug", "tech-debt"} : new String[] {"bug"},
                        ticket.priority(),
                        ticket.status(),
                        ticket.mark(),
                        ticket.created(),
                        ticket.closed(),
                        ticket.analysed() ? "cause" : null);
            }
        }
        try (Batch rows = new Batch(connection, "UPDATE ticket SET recurrence_of = ? WHERE id = ?")) {
            for (SomeTicket ticket : tickets) {
                if (ticket.recurrenceOf() != null) {
                    rows.add(ticket.recurrenceOf(), ticket.id());
                }
            }
        }
        try (Batch clocks = new Batch(connection, """
                        INSERT INTO sla_clock (ticket_id, target, application, state, due, warn_percent, revision, changed_at, stopped_at)
                        VALUES (?, ?, ?, ?, ?, 75, 1, ?, ?)
                        """);
                Batch events = new Batch(
                        connection,
                        "INSERT INTO sla_event (ticket_id, target, seq, event) VALUES (?, 'resolution', ?, ?::jsonb)");
                Batch reviews = new Batch(connection, """
                        INSERT INTO audit_entry (subject, at, actor, action, details) VALUES (?, ?, 'dora', 'change reviewed', ?)
                        """)) {
            for (SomeTicket ticket : tickets) {
                clocks.add(
                        ticket.id(),
                        "response",
                        ticket.application(),
                        "stopped",
                        ticket.responseDue(),
                        ticket.responded(),
                        ticket.responded());
                clocks.add(
                        ticket.id(),
                        "resolution",
                        ticket.application(),
                        ticket.closed() == null ? "running" : "stopped",
                        ticket.due(),
                        ticket.created(),
                        ticket.closed());
            }
            clocks.send();
            for (SomeTicket ticket : tickets) {
                int number = 1;
                for (int i = 0; i < ticket.spans().size(); i++) {
                    Span span = ticket.spans().get(i);
                    boolean last = i == ticket.spans().size() - 1;
                    events.add(ticket.id(), number++, event(i == 0 ? "started" : "resumed", span.from()));
                    if (i == 0) {
                        events.add(ticket.id(), number++, event("target-changed", span.from()));
                    }
                    if (!last || ticket.closed() != null) {
                        events.add(ticket.id(), number++, event(last ? "stopped" : "paused", span.to()));
                    }
                }
                for (Review review : ticket.reviews()) {
                    reviews.add(
                            ticket.id(),
                            review.at(),
                            "{\"testsOfTicket\":\"%s\",\"reviewDecision\":\"%s\"%s}"
                                    .formatted(
                                            review.tested(),
                                            review.approved() ? "approve" : "changes",
                                            review.coverage() == null
                                                    ? ""
                                                    : ",\"coverageAfter\":\"" + review.coverage() + "\""));
                }
            }
        }
    }

    private static String event(String type, Instant at) {
        return "{\"type\":\"%s\",\"at\":\"%s\"}".formatted(type, at);
    }

    private void writeOperations(Connection connection) throws SQLException {
        try (Batch rows = new Batch(connection, """
                INSERT INTO operation (id, kind, application, status, input, request_key, request_hash, requested_by, requested_at,
                                       root_id, ended_at)
                VALUES (?, ?, ?, ?, ?::jsonb, ?, '', 'vigie', ?, ?, ?)
                """)) {
            for (Release release : releases) {
                operation(
                        rows,
                        release.id(),
                        "releases",
                        release.application(),
                        release.status(),
                        release.exercise() ? "{\"drill\": true}" : "{}",
                        release.ended(),
                        release.ended());
                if (release.takenBack()) {
                    operation(
                            rows,
                            release.id() + "-back",
                            "rollbacks",
                            release.application(),
                            "succeeded",
                            "{}",
                            release.ended(),
                            release.ended());
                }
            }
            for (Fault fault : faults) {
                operation(
                        rows,
                        fault.id(),
                        "incidents",
                        fault.application(),
                        "succeeded",
                        fault.exercise() ? "{\"drill\": true}" : "{}",
                        fault.since(),
                        fault.resolved());
            }
            for (Recovery recovery : recoveries) {
                operation(
                        rows,
                        recovery.id(),
                        "recoveries",
                        recovery.application(),
                        "succeeded",
                        recovery.ofARelease() ? "{\"purpose\": \"rollback\"}" : "{}",
                        recovery.requested(),
                        recovery.ended());
            }
        }
        try (Batch steps = new Batch(connection, """
                        INSERT INTO operation_step (operation_id, number, name, status, started_at) VALUES (?, 1, ?, 'succeeded', ?)
                        """);
                Batch serving = new Batch(connection, """
                        INSERT INTO release_serving (application, version, operation_id, rolled_back, since) VALUES (?, ?, ?, ?, ?)
                        """);
                Batch incidents = new Batch(connection, """
                        INSERT INTO incident (id, application, title, impact, priority, components, since, opened_at, opened_by,
                                              ticket_id, resolved_at)
                        VALUES (?, ?, 'down', ?, 'P1', '', ?, ?, 'vigie', ?, ?)
                        """)) {
            for (Release release : releases) {
                steps.add(release.id(), release.inProduction() ? "switch" : "tests", release.ended());
                if (release.status().equals("succeeded")) {
                    serving.add(release.application(), release.id(), release.id(), false, release.ended());
                }
                if (release.takenBack()) {
                    serving.add(release.application(), "before", release.id() + "-back", true, release.ended());
                }
            }
            for (int i = 0; i < faults.size(); i++) {
                Fault fault = faults.get(i);
                incidents.add(
                        fault.id(),
                        fault.application(),
                        fault.impact(),
                        fault.since(),
                        fault.since(),
                        "T-" + (i + 1),
                        fault.resolved());
            }
        }
    }

    private static void operation(
            Batch rows,
            String id,
            String kind,
            String application,
            String status,
            String input,
            Instant requested,
            @Nullable Instant ended)
            throws SQLException {
        rows.add(id, kind, application, status, input, id, requested, id, ended);
    }

    private void writeTechnical(Connection connection) throws SQLException {
        try (Batch rows = new Batch(connection, """
                INSERT INTO backup (id, application, database, purpose, state, taken_at, system_identifier, tables, row_count,
                                    stored_bytes, manifest)
                VALUES (?, ?, ?, 'regular', ?, ?, '1', 1, 1, 1, '')
                """)) {
            for (Backup backup : backups) {
                rows.add(backup.id(), backup.application(), backup.database(), backup.state(), backup.taken());
            }
        }
        try (Batch rows = new Batch(
                connection,
                "INSERT INTO monitor_sample (application, monitor, at, verdict, millis, measures) VALUES (?, ?, ?, ?, ?, ?)")) {
            for (Check check : checks) {
                rows.add(
                        check.application(),
                        check.monitor(),
                        check.at(),
                        check.verdict(),
                        check.millis(),
                        check.monitor().equals("requests")
                                ? "{\"newRequests\":%d,\"newErrors\":%d}".formatted(check.requests(), check.errors())
                                : "{\"status\":200}");
            }
        }
    }

    /** Rows of one statement, sent together. */
    private static final class Batch implements AutoCloseable {

        private final PreparedStatement statement;

        Batch(Connection connection, String sql) throws SQLException {
            this.statement = connection.prepareStatement(sql);
        }

        void add(@Nullable Object... values) throws SQLException {
            for (int i = 0; i < values.length; i++) {
                switch (values[i]) {
                    case null -> statement.setNull(i + 1, Types.OTHER);
                    case Instant instant -> statement.setTimestamp(i + 1, Timestamp.from(instant));
                    case String[] texts -> {
                        Array array = statement.getConnection().createArrayOf("text", texts);
                        statement.setArray(i + 1, array);
                    }
                    case Object value -> statement.setObject(i + 1, value);
                }
            }
            statement.addBatch();
        }

        void send() throws SQLException {
            statement.executeBatch();
        }

        @Override
        public void close() throws SQLException {
            statement.executeBatch();
            statement.close();
        }
    }
}
