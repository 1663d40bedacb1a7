package org.vigie.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.support.engine.HttpJson;

/** New tickets at a steady rate, whether or not the earlier ones are answered, and how long each took. */
final class TicketStream {

    private static final int PER_SECOND = 5;
    private static final String RECEIPTS = """
            SELECT t.id, extract(epoch FROM n.created_at - t.created_at) * 1000 AS millis
              FROM ticket t JOIN notice n ON n.subject = t.id AND n.key LIKE t.id || '/receipt%'
            """;

    private final HttpJson api;
    private final JdbcClient jdbc;
    private final AtomicInteger number = new AtomicInteger();

    TicketStream(HttpJson api, JdbcClient jdbc) {
        this.api = api;
        this.jdbc = jdbc;
    }

    /**
     * What was measured in one go, in milliseconds by ticket.
     *
     * @param answers from the moment in which it was to be sent
     * @param receipts from the ticket's creation to the receipt that its process writes
     */
    record Phase(Map<String, Double> answers, Map<String, Double> receipts) {}

    static Pace answers(List<Phase> phases) {
        return Pace.of(phases.stream()
                .flatMap(phase -> phase.answers().values().stream())
                .toList());
    }

    static Pace receipts(List<Phase> phases) {
        return Pace.of(phases.stream()
                .flatMap(phase -> phase.receipts().values().stream())
                .toList());
    }

    /** Sends tickets for so long, and waits until each is confirmed. */
    Phase run(Duration duration) {
        Map<String, Double> answers = send(duration);
        return new Phase(answers, awaitReceipts(answers));
    }

    /** Sends tickets for so long, whether or not they are confirmed. */
    Map<String, Double> send(Duration duration) {
        Map<String, Double> answers = new ConcurrentHashMap<>();
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        int count = Math.toIntExact(duration.toSeconds() * PER_SECOND);
        try (ExecutorService clients = Executors.newFixedThreadPool(32);
                ScheduledExecutorService metronome = Executors.newSingleThreadScheduledExecutor()) {
            for (int i = 0; i < count; i++) {
                metronome.schedule(
                        () -> {
                            long due = System.nanoTime();
                            clients.execute(() -> send(due, answers, failures));
                        },
                        i * 1000L / PER_SECOND,
                        TimeUnit.MILLISECONDS);
            }
            Awaitility.await().atMost(duration.plusMinutes(1)).until(() -> answers.size() + failures.size() == count);
        }
        assertThat(failures).isEmpty();
        return answers;
    }

    private void send(long due, Map<String, Double> answers, Queue<Throwable> failures) {
        try {
            Map<String, Object> ticket = Map.of(
                    "application", "cesizen",
                    "title", "Panne n° " + number.incrementAndGet(),
                    "description", "Erreur 500 après le mot de passe",
                    "type", "corrective",
                    "impact", "limited",
                    "reporter", Map.of("name", "Inès", "email", "ines@example.org"));
            HttpJson.Answer answer = api.post("/api/tickets", ticket).requireSuccess();
            answers.put(answer.body().path("id").asText(), (System.nanoTime() - due) / 1e6);
        } catch (RuntimeException | AssertionError e) {
            failures.add(e);
        }
    }

    /** Waits until each of these tickets is confirmed. */
    Map<String, Double> awaitReceipts(Map<String, Double> answers) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(10)) // what came in while the engine stood still is worked off first
                .pollInterval(Duration.ofSeconds(1))
                .until(
                        () -> receipts().entrySet().stream()
                                .filter(receipt -> answers.containsKey(receipt.getKey()))
                                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                        receipts -> receipts.size() == answers.size());
    }

    private Map<String, Double> receipts() {
        return jdbc
                .sql(RECEIPTS)
                .query((row, number) -> Map.entry(row.getString("id"), row.getDouble("millis")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
