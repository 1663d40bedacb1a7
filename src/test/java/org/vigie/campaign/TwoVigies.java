package org.vigie.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.vigie.support.DemoDatabases;
import org.vigie.support.FakeSmtpServer;
import org.vigie.support.TestDatabase;
import org.vigie.support.engine.HeldProgram;
import org.vigie.support.engine.HttpJson;
import org.vigie.support.engine.TestEngine;
import org.vigie.support.engine.VigieProcess;

/** Two Vigies beside each other on one engine, one database and one data folder, and clients that ask either of them. */
final class TwoVigies implements AutoCloseable {

    private static final String BACKUPS = "/api/applications/demo/backups";
    private static final String HELD = "target_lock WHERE holder IS NOT NULL";

    private final String database = TestDatabase.newDatabase();
    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(database));
    private final Path data = TestEngine.newFolder("two-").toAbsolutePath();
    private final HeldProgram dumps;
    private final FakeSmtpServer mails = FakeSmtpServer.started();
    private final TestEngine engine = TestEngine.start();
    private final List<VigieProcess> vigies;
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicLong slowestRefusal = new AtomicLong();

    /**
     * Starts both.
     *
     * @param lease after which whoever is silent has lost what it held
     * @param longer by how much a dump takes longer than it would
     */
    TwoVigies(Duration lease, Duration longer) {
        dumps = HeldProgram.in(data, "pg_dump", longer);
        vigies = List.of(start(lease), start(lease));
    }

    private VigieProcess start(Duration lease) {
        Map<String, String> settings = new TreeMap<>(DemoDatabases.settings(data));
        settings.put("vigie.work.lease", lease.toString());
        settings.put("vigie.notices.lease", "PT10S");
        settings.put("spring.mail.host", "127.0.0.1");
        settings.put("spring.mail.port", Integer.toString(mails.port()));
        settings.put("vigie.mail.from", "vigie@example.org");
        return VigieProcess.start(engine, database, data, data, settings);
    }

    TestEngine engine() {
        return engine;
    }

    HeldProgram dumps() {
        return dumps;
    }

    int refused() {
        return refused.get();
    }

    Duration slowestRefusal() {
        return Duration.ofNanos(slowestRefusal.get());
    }

    /** Creates a ticket at one of them; if the answer is lost, asks the other under the same key. */
    String createTicket(int number) {
        Map<String, Object> ticket = Map.of(
                "application", "cesizen",
                "title", "Panne n° " + number,
                "description", "",
                "type", "corrective",
                "impact", "limited",
                "reporter", Map.of("name", "Inès", "email", "ines@example.org"));
        HttpJson.Answer answer = ask("/api/tickets", "ticket-" + number, ticket);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(201);
        return answer.body().path("id").asText();
    }

    /** Asks for a backup until it is accepted; whoever is refused is told at once who is in the way. */
    String requestBackup(int number) {
        return patiently().until(() -> tryBackup(number), id -> !id.isEmpty());
    }

    /** Asks for a backup while another holds the target. */
    void expectRefusal(int number, String holder) {
        assertThat(tryBackup(number)).as("refused").isEmpty();
        assertThat(accepted).contains(holder);
    }

    private String tryBackup(int number) {
        long before = System.nanoTime();
        HttpJson.Answer answer = ask(BACKUPS, "backup-" + number, Map.of());
        if (answer.status() == 202) {
            String id = answer.body().path("id").asText();
            accepted.add(id);
            return id;
        }
        slowestRefusal.accumulateAndGet(System.nanoTime() - before, Math::max);
        refused.incrementAndGet();
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(409);
        assertThat(answer.body().path("holder").path("operation").asText()).isIn(accepted);
        return "";
    }

    private HttpJson.Answer ask(String path, String key, Object body) {
        return patiently()
                .ignoreException(UncheckedIOException.class)
                .until(() -> next().api().postOnce(path, key, body), answer -> answer != null);
    }

    private VigieProcess next() {
        List<VigieProcess> alive = vigies.stream().filter(VigieProcess::isAlive).toList();
        return alive.get(turn.getAndIncrement() % alive.size());
    }

    /** Waits until no backup is under way. */
    void awaitFreeTarget() {
        patiently().until(() -> count(HELD) == 0);
    }

    /** The one that started the dump which runs. */
    VigieProcess whoDumps() {
        List<VigieProcess> dumping =
                vigies.stream().filter(VigieProcess::runsPrograms).toList();
        assertThat(dumping).hasSize(1);
        return dumping.getFirst();
    }

    /** Waits until nothing is left to be done. */
    void awaitRest(int tickets, int backups) {
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    assertThat(count("ticket WHERE status = 'qualification'")).isEqualTo(tickets);
                    assertThat(count("operation WHERE ended_at IS NOT NULL")).isEqualTo(backups);
                    assertThat(count("notice WHERE state = 'SENT'")).isEqualTo(tickets + backups);
                });
    }

    /** One process instance, one record and one mail for each ticket. */
    void assertEachIsHandledOnce(List<String> tickets) {
        assertThat(count("ticket")).isEqualTo(tickets.size());
        assertThat(tickets).doesNotHaveDuplicates().allSatisfy(id -> {
            assertThat(mails(id + "-receipt")).as(id).hasSize(1);
            assertThat(audited(id)).as(id).containsOnlyOnce("ticket created");
        });
        assertThat(engine.records().of("PROCESS_INSTANCE", "ELEMENT_ACTIVATED").stream()
                        .filter(value -> value.path("elementId").asText().equals("SubProcess_HandleTicket")))
                .as("one instance handles each ticket")
                .hasSize(tickets.size());
    }

    /**
     * One dump, one record and one mail for each backup.
     *
     * @param begunAnew the one whose Vigie was killed while it was dumped: the other takes a snapshot of its own
     */
    void assertEachIsTakenOnce(List<String> backups, String begunAnew) {
        assertThat(count("operation")).isEqualTo(backups.size());
        assertThat(backups).doesNotHaveDuplicates().allSatisfy(id -> {
            assertThat(status(id)).as(id).isEqualTo("succeeded");
            assertThat(dumps.startsOf(id)).as(id).isEqualTo(id.equals(begunAnew) ? 2 : 1);
            assertThat(archives(id))
                    .as(id)
                    .singleElement()
                    .satisfies(file -> assertThat(file).isNotEmptyFile());
            assertThat(mails(id + "-result")).as(id).hasSize(1);
            assertThat(audited(id)).as(id).containsOnlyOnce("backups requested").containsOnlyOnce("backups succeeded");
        });
    }

    private List<Path> archives(String id) {
        try (Stream<Path> files = Files.list(data.resolve("backups/demo/main"))) {
            return files.filter(file -> file.getFileName().toString().endsWith(id + ".dump.zst.age"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void assertNothingIsLeft() {
        assertThat(count(HELD)).as("locks").isZero();
        patiently()
                .untilAsserted(() -> assertThat(count("process_request WHERE seen_at IS NULL AND withdrawn_at IS NULL"))
                        .as("unseen requests")
                        .isZero());
        patiently()
                .untilAsserted(() ->
                        assertThat(count("event_publication")).as("events").isZero());
        assertThat(engine.records().of("INCIDENT", "CREATED")).as("incidents").isEmpty();
    }

    /** What came in, without what is marked as perhaps a repetition because its sender was killed right after it was sent. */
    private List<String> mails(String key) {
        return mails.received().stream()
                .filter(mail -> FakeSmtpServer.header(mail, "X-Vigie-Repeated") == null)
                .map(mail -> FakeSmtpServer.header(mail, "Message-ID"))
                .filter(id -> id.matches("<\\Q" + key + "\\E[-.].*"))
                .toList();
    }

    private List<String> audited(String subject) {
        return jdbc.sql("SELECT action FROM audit_entry WHERE subject = :subject")
                .param("subject", subject)
                .query(String.class)
                .list();
    }

    private String status(String operationId) {
        return jdbc.sql("SELECT status FROM operation WHERE id = :id")
                .param("id", operationId)
                .query(String.class)
                .single();
    }

    private int count(String from) {
        return jdbc.sql("SELECT count(*) FROM " + from).query(Integer.class).single();
    }

    static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(200));
    }

    @Override
    public void close() {
        dumps.letGo();
        vigies.forEach(VigieProcess::close);
        engine.close();
        mails.close();
    }
}
