package org.vigie.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.vigie.command.CommandLine;
import org.vigie.command.CommandOutcome;
import org.vigie.github.GitHubPlans;
import org.vigie.github.api.FakeGitHub;
import org.vigie.github.sync.SyncQueue;
import org.vigie.notification.ChannelContract;
import org.vigie.notification.Mails;
import org.vigie.notification.Notice;
import org.vigie.notification.Notices;
import org.vigie.notification.Recipient;
import org.vigie.operation.OperationCommands;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.plan.LocalText;
import org.vigie.plan.Plans;
import org.vigie.statuspage.ComponentState;
import org.vigie.statuspage.DataStatement;
import org.vigie.statuspage.PublicIncident;
import org.vigie.statuspage.PublicText;
import org.vigie.statuspage.StatusPageChanged;
import org.vigie.statuspage.StatusPages;
import org.vigie.statuspage.page.StatusPageProperties;
import org.vigie.support.FakeSmtpServer;
import org.vigie.support.Halts;
import org.vigie.support.Halts.Halted;
import org.vigie.support.Halts.When;
import org.vigie.support.HttpSink;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;
import org.vigie.ticket.Impact;
import org.vigie.ticket.NewTicket;
import org.vigie.ticket.Reporter;
import org.vigie.ticket.TicketIntake;
import org.vigie.ticket.TicketSource;
import org.vigie.ticket.TicketType;

/**
 * Every effect of Vigie halted at five points: on both sides of the row that says it is to be, on both sides of the effect, and after
 * it is noted. Who wanted it comes again as a job does that is tried again, leases end, and then it has happened once. Where the
 * other side cannot tell, what may have happened is repeated once, and says so. The outside is real: servers, files and programs.
 *
 * <p>Processes that are killed, the program of an effect going on without them: {@code BackupKillsIT}, {@code RestoreTestKillIT},
 * {@code ReleaseKillsIT}, {@code PublicationKilledForSecondsIT}.
 */
@VigieTest
@Import(CrashMatrixTests.Halting.class)
@TestPropertySource(
        properties = {
            "vigie.notices.poll-interval=PT0.05S",
            "vigie.notices.lease=PT1M",
            "vigie.channels.timeout=PT5S",
            "vigie.github.poll-interval=PT0.05S",
            "vigie.github.settle=PT0S"
        })
class CrashMatrixTests {

    private static final FakeSmtpServer MAIL = FakeSmtpServer.started();
    private static final HttpSink SINK = HttpSink.start();
    private static final FakeGitHub GITHUB = FakeGitHub.INSTANCE;
    private static final String READER = "responsable@cesizen.example";
    private static final Duration OVER_EVERY_LEASE = Duration.ofMinutes(10).plusSeconds(1);

    enum Point {
        BEFORE_THE_ROW,
        AFTER_THE_ROW,
        BEFORE_THE_EFFECT,
        AFTER_THE_EFFECT,
        AFTER_IT_IS_NOTED
    }

    enum Kind {
        MAIL,
        SLACK,
        DISCORD,
        SMS,
        WEBHOOK,
        PAGE,
        TICKET,
        GITHUB_COMMENT,
        DEPLOY_STEP,
        DUMP,
        RESTORE
    }

    private record Stop(When when, String write, int passes) {}

    /** Something that is to happen once. */
    private abstract static class Probe {

        private final Map<Point, Stop> stops = new EnumMap<>(Point.class);

        void stop(Point point, When when, String write) {
            stops.put(point, new Stop(when, write, 0));
        }

        void stop(Point point, When when, String write, int passes) {
            stops.put(point, new Stop(when, write, passes));
        }

        /** Wants it; the same each time. */
        abstract void ask();

        /** Whether nothing of it is left to do. */
        abstract boolean isDone();

        /** How often it has happened. */
        abstract int times();

        /** How many of these say that they may be repetitions. */
        int flagged() {
            return 0;
        }

        /** How long who was halted is taken to be at work; a message that takes ten minutes goes another way. */
        Duration overItsLease() {
            return Duration.ofSeconds(61);
        }

        /** Whether somebody else does it as soon as its row is there. */
        boolean goesOnByItself() {
            return false;
        }

        /** Whether the other side can tell a repetition by itself. */
        boolean canTell() {
            return true;
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Halting {

        @Bean
        static Halts halts() {
            return new Halts();
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("spring.mail.host", () -> "127.0.0.1");
        registry.add("spring.mail.port", MAIL::port);
        registry.add("vigie.plans-dir", CrashMatrixTests::plans);
        registry.add("vigie.github.endpoint", GITHUB::url);
    }

    private static String plans() {
        try {
            Path folder = Files.createTempDirectory("plans");
            Files.writeString(folder.resolve("slack"), SINK.url("/slack"));
            Files.writeString(folder.resolve("discord"), SINK.url("/discord"));
            Files.writeString(folder.resolve("webhook"), SINK.url("/webhook"));
            Files.writeString(folder.resolve("sms"), SINK.url("/sms"));
            Files.writeString(folder.resolve("token"), "token");
            Files.writeString(
                    folder.resolve("cesizen.yaml"),
                    Files.readString(Path.of("plans/cesizen.yaml"))
                                    .replace("example-org/cesizen", GitHubPlans.HELLO_WORLD)
                                    .replace("env:CESIZEN_GITHUB_TOKEN", "file:" + folder.resolve("token"))
                            + """

                    channels:
                      - { id: slack, kind: slack, urlFrom: "file:FOLDER/slack", allowPrivate: ["127.0.0.1"] }
                      - { id: discord, kind: discord, urlFrom: "file:FOLDER/discord", allowPrivate: ["127.0.0.1"] }
                      - { id: webhook, kind: webhook, urlFrom: "file:FOLDER/webhook", allowPrivate: ["127.0.0.1"] }
                      - id: sms
                        kind: sms
                        urlFrom: "file:FOLDER/sms"
                        allowPrivate: ["127.0.0.1"]
                        sms: { provider: twilio, account: AC1, sender: "+33199000009", secretFrom: "file:FOLDER/token" }
                    """.replace("FOLDER", folder.toString()));
            Files.copy(Path.of("plans/demo.yaml"), folder.resolve("demo.yaml"));
            return folder.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Autowired
    Halts halts;

    @Autowired
    Notices notices;

    @Autowired
    Plans plans;

    @Autowired
    StatusPages pages;

    @Autowired
    StatusPageProperties pageProperties;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    TicketIntake tickets;

    @Autowired
    SyncQueue sync;

    @Autowired
    OperationRequests requests;

    @Autowired
    Operations operations;

    @Autowired
    OperationCommands commands;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    @Autowired
    Environment environment;

    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void begin() {
        halts.clear();
        clock.advance(OVER_EVERY_LEASE);
        soon().until(() -> jdbc.sql("SELECT count(*) FROM notice WHERE state = 'WAITING'")
                        .query(Integer.class)
                        .single()
                == 0);
        // whoever took its turn just now is not in the way
        clock.advance(Duration.ofMinutes(1));
        MAIL.forget();
        SINK.forget();
        SINK.always(201, Map.of(), "{\"sid\": \"SM1\"}");
    }

    @AfterAll
    static void stop() {
        MAIL.close();
        SINK.close();
    }

    static Stream<Arguments> all() {
        return Arrays.stream(Kind.values())
                .flatMap(kind -> Arrays.stream(Point.values()).map(point -> Arguments.of(kind, point)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("all")
    void itHappensOnce(Kind kind, Point point) throws IOException {
        Probe probe = probe(kind);
        Stop stop = probe.stops.get(point);
        halts.at(stop.when(), stop.write(), stop.passes());
        askAsAJobDoes(probe);
        soon().until(halts::isReached);
        int before = probe.times();
        if (point == Point.AFTER_THE_ROW && probe.goesOnByItself()) {
            // time does not pass while somebody else is at work on it
            soon().until(probe::isDone);
        }

        clock.advance(probe.overItsLease());
        askAsAJobDoes(probe);
        soon().until(probe::isDone);
        clock.advance(probe.overItsLease());
        askAsAJobDoes(probe);
        soon().during(Duration.ofMillis(200)).until(probe::isDone);

        boolean maybeTwice = point == Point.AFTER_THE_EFFECT && !probe.canTell();
        if (point != Point.AFTER_THE_ROW) { // somebody else may have done it at once
            assertThat(before).as("before it went on").isEqualTo(point.compareTo(Point.AFTER_THE_EFFECT) < 0 ? 0 : 1);
        }
        assertThat(probe.times()).isEqualTo(maybeTwice ? 2 : 1);
        if (!probe.canTell()) {
            assertThat(probe.flagged())
                    .as("say that they may be repetitions")
                    .isEqualTo(point == Point.BEFORE_THE_EFFECT || maybeTwice ? 1 : 0);
        }
    }

    /** The threads of others end here, as they are told to. */
    private static ConditionFactory soon() {
        return await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20));
    }

    private static void askAsAJobDoes(Probe probe) {
        try {
            probe.ask();
        } catch (Halted halted) {
            // the job is tried again
        }
    }

    private Probe probe(Kind kind) throws IOException {
        return switch (kind) {
            case MAIL -> notice("mail");
            case SLACK, DISCORD, SMS, WEBHOOK -> notice(kind.name().toLowerCase(Locale.ROOT));
            case PAGE -> page();
            case TICKET -> ticket();
            case GITHUB_COMMENT -> gitHubComment();
            case DEPLOY_STEP -> deployStep();
            case DUMP -> dump();
            case RESTORE -> restore();
        };
    }

    private Probe notice(String channel) {
        String subject = "A-" + id;
        String key = subject + "/opened/1";
        boolean byMail = channel.equals("mail");
        Probe probe = new Probe() {
            @Override
            void ask() {
                notices.tell(new Notice(
                        key,
                        "cesizen",
                        subject,
                        channel.equals("mail") || channel.equals("sms")
                                ? new Recipient("lead", "Responsable technique", READER)
                                : Recipient.team(channel),
                        Locale.ENGLISH,
                        "ticket-receipt",
                        Map.of("id", subject, "application", "CESIZen", "reporter", "Ines"),
                        channel));
            }

            @Override
            boolean isDone() {
                return jdbc.sql("SELECT count(*) FROM notice WHERE key = :key AND state = 'SENT'")
                                .param("key", key)
                                .query(Integer.class)
                                .single()
                        == 1;
            }

            @Override
            int times() {
                if (byMail) {
                    return mails().size();
                }
                return channel.equals("webhook")
                        ? (int) requests().stream()
                                .map(request -> request.headers().get("webhook-id"))
                                .distinct()
                                .count()
                        : requests().size();
            }

            @Override
            int flagged() {
                return (int)
                        (byMail
                                ? mails().stream()
                                        .filter(ChannelContract.Arrived::repeated)
                                        .count()
                                : requests().stream()
                                        .filter(request -> request.body().contains("repeated")
                                                && !request.body().contains("\"repeated\":false"))
                                        .count());
            }

            private List<ChannelContract.Arrived> mails() {
                return MAIL.received(READER).stream()
                        .map(Mails::arrived)
                        .filter(mail -> mail.title().contains(subject))
                        .toList();
            }

            /** Marks that mean something in a room are escaped. */
            private List<HttpSink.Request> requests() {
                return SINK.requests().stream()
                        .filter(request ->
                                request.path().contains(channel.equals("sms") ? "/Messages.json" : "/" + channel)
                                        && request.body().replace("\\", "").contains(subject))
                        .toList();
            }

            @Override
            boolean canTell() {
                return channel.equals("webhook");
            }

            @Override
            boolean goesOnByItself() {
                return true;
            }
        };
        probe.stop(Point.BEFORE_THE_ROW, When.BEFORE, "INSERT INTO notice");
        probe.stop(Point.AFTER_THE_ROW, When.COMMITTED, "INSERT INTO notice");
        probe.stop(Point.BEFORE_THE_EFFECT, When.COMMITTED, "UPDATE notice SET token = ?");
        probe.stop(Point.AFTER_THE_EFFECT, When.BEFORE, "UPDATE notice SET state = ?");
        probe.stop(Point.AFTER_IT_IS_NOTED, When.COMMITTED, "UPDATE notice SET state = ?");
        return probe;
    }

    /** A page is written as often as anybody likes; the text stands on it once. Another page is written after this one. */
    private Probe page() {
        String words = "Search does not answer " + id;
        PublicText text = new PublicText(new LocalText(words, words), 2, DataStatement.NONE, null);
        String component =
                plans.require("cesizen").statusPage().components().getFirst().id();
        pages.open(
                new PublicIncident(
                        "INC-" + id,
                        "cesizen",
                        false,
                        List.of(component),
                        "service-down",
                        clock.instant(),
                        null,
                        List.of()),
                ComponentState.DOWN);
        events.publishEvent(new StatusPageChanged("cesizen", false));
        Path feed = pageProperties.folder().resolve("cesizen/feed.atom");
        // until the last page of the round is written
        String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        Path last = pageProperties.folder().resolve("demo/status.json");
        soon().until(() -> Files.exists(feed)
                && Files.exists(last)
                && Files.readString(last).contains(now));
        Probe probe = new Probe() {
            @Override
            void ask() {
                if (!pages.publish("INC-" + id, "first", text, false)) {
                    events.publishEvent(new StatusPageChanged("cesizen", false)); // as the timer does
                }
            }

            @Override
            boolean isDone() {
                return times() > 0;
            }

            @Override
            int times() {
                return entries(feed, words);
            }
        };
        String read = "FROM status_response";
        probe.stop(Point.BEFORE_THE_ROW, When.BEFORE, "INSERT INTO status_update");
        probe.stop(Point.AFTER_THE_ROW, When.COMMITTED, "INSERT INTO status_update");
        probe.stop(Point.BEFORE_THE_EFFECT, When.COMMITTED, read);
        probe.stop(Point.AFTER_THE_EFFECT, When.BEFORE, read, 1);
        probe.stop(Point.AFTER_IT_IS_NOTED, When.COMMITTED, read, 1);
        return probe;
    }

    private static int entries(Path feed, String words) {
        try {
            return (int) Arrays.stream(Files.readString(feed).split("<entry>"))
                    .skip(1)
                    .filter(entry -> entry.contains(words))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ticket is its row; its process is asked for in the same transaction. */
    private Probe ticket() {
        Probe probe = new Probe() {
            @Override
            void ask() {
                tickets.create(new NewTicket(
                        "cesizen",
                        "The shop is down",
                        "Found by the checks.",
                        TicketType.CORRECTIVE,
                        Impact.SERVICE_DOWN,
                        Set.of(),
                        new Reporter("Vigie", READER),
                        TicketSource.API,
                        "incident/" + id));
            }

            @Override
            boolean isDone() {
                return times() > 0;
            }

            @Override
            int times() {
                return jdbc.sql("""
                                SELECT count(*) FROM ticket t JOIN process_request p ON p.case_id = t.id
                                 WHERE t.request_key = :key
                                """)
                        .param("key", "incident/" + id)
                        .query(Integer.class)
                        .single();
            }
        };
        probe.stop(Point.BEFORE_THE_ROW, When.BEFORE, "INSERT INTO ticket (");
        probe.stop(Point.AFTER_THE_ROW, When.AFTER, "INSERT INTO ticket (");
        probe.stop(Point.BEFORE_THE_EFFECT, When.BEFORE, "INSERT INTO process_request");
        probe.stop(Point.AFTER_THE_EFFECT, When.COMMITTED, "INSERT INTO ticket (");
        probe.stop(Point.AFTER_IT_IS_NOTED, When.COMMITTED, "INSERT INTO process_request");
        return probe;
    }

    /** Of a ticket that came as an issue; a comment that GitHub has is looked for before another is made. */
    private Probe gitHubComment() {
        GITHUB.reset();
        String ticket = tickets.create(new NewTicket(
                        "cesizen",
                        "The shop is slow",
                        "Since noon.",
                        TicketType.CORRECTIVE,
                        Impact.LIMITED,
                        Set.of(),
                        new Reporter("Ines", READER),
                        TicketSource.GITHUB,
                        "issue/" + id))
                .id();
        jdbc.sql("TRUNCATE github_issue, github_sync").update();
        jdbc.sql("""
                        INSERT INTO github_issue (repository_id, number, application, ticket_id, reporter_id,
                                                  reporter_login)
                        VALUES (186853002, 1, 'cesizen', :ticket, 1, 'ines')
                        """).param("ticket", ticket).update();
        Probe probe = new Probe() {
            @Override
            void ask() {
                sync.requestIssue(ticket, "cesizen");
            }

            @Override
            boolean isDone() {
                return jdbc.sql("SELECT count(*) FROM github_sync WHERE subject = :ticket AND done = requested")
                                .param("ticket", ticket)
                                .query(Integer.class)
                                .single()
                        == 1;
            }

            @Override
            int times() {
                return GITHUB.comments().size();
            }

            @Override
            Duration overItsLease() {
                return OVER_EVERY_LEASE;
            }

            @Override
            boolean goesOnByItself() {
                return true;
            }
        };
        probe.stop(Point.BEFORE_THE_ROW, When.BEFORE, "INSERT INTO github_sync");
        probe.stop(Point.AFTER_THE_ROW, When.COMMITTED, "INSERT INTO github_sync");
        probe.stop(Point.BEFORE_THE_EFFECT, When.COMMITTED, "UPDATE github_sync SET leased_until");
        probe.stop(Point.AFTER_THE_EFFECT, When.BEFORE, "UPDATE github_issue SET comment_id");
        probe.stop(Point.AFTER_IT_IS_NOTED, When.COMMITTED, "UPDATE github_sync SET done");
        return probe;
    }

    private Probe deployStep() throws IOException {
        return command("Switch", folder -> "echo v1.1.0 > \"$0/current\"");
    }

    /** Of Vigie's own database. */
    private Probe dump() throws IOException {
        return command(
                "Dump",
                folder ->
                        "pg_dump --no-password -d \"" + database() + "\" -t flyway_schema_history -f \"$0/dump.sql\"");
    }

    /** A second one would find the table there, and fail. */
    private Probe restore() throws IOException {
        String table = "restored_" + id.replace('-', '_');
        return command(
                "Restore",
                folder -> "psql --no-password -v ON_ERROR_STOP=1 -d \"" + database() + "\" -c \"CREATE TABLE " + table
                        + " (id int)\"");
    }

    private String database() {
        URI address = URI.create(
                environment.getRequiredProperty("spring.datasource.url").substring("jdbc:".length()));
        return "postgresql://postgres@" + address.getHost() + ":" + address.getPort() + address.getPath();
    }

    private interface Script {
        String in(Path folder);
    }

    private Probe command(String step, Script script) throws IOException {
        Path folder = Files.createTempDirectory("crash");
        String operation = requests.request(OperationRequest.of("demo", "backups", Map.of(), "operator", null))
                .id();
        CommandLine line = CommandLine.of(
                        List.of("sh", "-c", "echo began >> \"$0/count\"; " + script.in(folder), folder.toString()))
                .in(folder)
                .build();
        Probe probe = new Probe() {
            @Override
            void ask() {
                if (operations.require(operation).status().isOver()) {
                    return;
                }
                CommandOutcome outcome = commands.run(operation, step, line, () -> halts.passing("heartbeat"));
                assertThat(outcome).isEqualTo(new CommandOutcome.Exited(0));
            }

            @Override
            boolean isDone() {
                return operations.steps(operation).stream().anyMatch(done -> done.endedAt() != null);
            }

            @Override
            int times() {
                try {
                    Path count = folder.resolve("count");
                    return Files.exists(count) ? Files.readAllLines(count).size() : 0;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
        probe.stop(Point.BEFORE_THE_ROW, When.BEFORE, "INSERT INTO operation_step");
        probe.stop(Point.AFTER_THE_ROW, When.COMMITTED, "INSERT INTO operation_step");
        probe.stop(Point.BEFORE_THE_EFFECT, When.BEFORE, "heartbeat");
        probe.stop(Point.AFTER_THE_EFFECT, When.BEFORE, "UPDATE operation_step SET status = ?");
        probe.stop(Point.AFTER_IT_IS_NOTED, When.COMMITTED, "UPDATE operation_step SET status = ?");
        ended = operation;
        return probe;
    }

    private String ended = "";

    @AfterEach
    void endOperation() {
        halts.clear();
        if (!ended.isEmpty()) {
            operations.end(ended, OperationStatus.CANCELLED, null, null);
        }
    }
}
