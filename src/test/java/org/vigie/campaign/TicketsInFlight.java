package org.vigie.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.vigie.support.engine.CaseRecords;
import org.vigie.support.engine.EngineTask;

/** New tickets, reopenings, answers and cancellations that are asked for at once; each must have its effect, once. */
final class TicketsInFlight {

    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final Map<String, String> REMARK = Map.of("text", "as the reporter asked");

    private final FragileVigie vigie;
    private final List<String> closed;
    private final List<String> asked;
    private final List<String> open;
    private List<String> created = List.of();

    private TicketsInFlight(FragileVigie vigie, List<String> closed, List<String> asked, List<String> open) {
        this.vigie = vigie;
        this.closed = closed;
        this.asked = asked;
        this.open = open;
    }

    /** Makes so many tickets that can be reopened, that wait for an answer, and that can be cancelled. */
    static TicketsInFlight prepare(FragileVigie vigie, int ofEach) {
        List<String> all = create(vigie, 3 * ofEach);
        TicketsInFlight tickets = new TicketsInFlight(
                vigie, all.subList(0, ofEach), all.subList(ofEach, 2 * ofEach), all.subList(2 * ofEach, 3 * ofEach));
        tickets.awaitAll(all, "qualification");
        tickets.closed.forEach(id -> tickets.qualify(id, Map.of("decision", "reject", "reason", "not our site")));
        tickets.asked.forEach(id -> tickets.qualify(id, Map.of("decision", "ask", "question", "Which browser?")));
        tickets.awaitAll(tickets.closed, "rejected");
        tickets.awaitAll(tickets.asked, "waiting-for-reporter");
        return tickets;
    }

    /** Asks for all of it, many clients at a time; each request must be accepted. */
    void ask(int newTickets) {
        Stream<Callable<Integer>> remarks = Stream.of(
                        closed.stream().map(id -> remark(id, "reopening")),
                        asked.stream().map(id -> remark(id, "answers")),
                        open.stream().map(id -> remark(id, "cancellation")))
                .flatMap(each -> each);
        assertThat(all(remarks)).allMatch(status -> status == 202);
        created = create(vigie, newTickets);
    }

    private Callable<Integer> remark(String id, String what) {
        return () -> vigie.api().post("/api/tickets/" + id + "/" + what, REMARK).status();
    }

    private static List<String> create(FragileVigie vigie, int count) {
        return all(IntStream.range(0, count).mapToObj(number -> () -> {
            Map<String, Object> ticket = Map.of(
                    "application", "cesizen",
                    "title", "Panne n° " + number,
                    "description", "",
                    "type", "corrective",
                    "impact", "limited",
                    "reporter", Map.of("name", "Inès", "email", "ines@example.org"));
            return vigie.api()
                    .post("/api/tickets", ticket)
                    .requireSuccess()
                    .body()
                    .path("id")
                    .asText();
        }));
    }

    private static <T> List<T> all(Stream<Callable<T>> calls) {
        try (ExecutorService clients = Executors.newFixedThreadPool(10)) {
            List<Future<T>> answers = calls.map(clients::submit).toList();
            return answers.stream().map(TicketsInFlight::result).toList();
        }
    }

    private static <T> T result(Future<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until all of it has had its effect. */
    void awaitEffects() {
        awaitAll(created, "qualification");
        awaitAll(closed, "assignment");
        awaitAll(asked, "qualification");
        awaitAll(open, "cancelled");
    }

    /** One process instance that goes on, one mail and one record for each. */
    void assertEachOnce() {
        vigie.assertNothingIsLeft();
        assertThat(created).doesNotHaveDuplicates().allSatisfy(id -> {
            assertThat(instances(id)).isEqualTo(1);
            assertThat(waitingTasks(id)).containsExactly("Task_QualifyTicket");
            assertThat(mails(id, "receipt")).hasSize(1);
        });
        assertThat(closed).allSatisfy(id -> {
            assertThat(instances(id)).isEqualTo(2);
            assertThat(waitingTasks(id)).containsExactly("Task_AssignOwner");
            assertThat(history(id)).containsOnlyOnce("ticket reopened");
        });
        assertThat(asked).allSatisfy(id -> {
            assertThat(instances(id)).isEqualTo(1);
            assertThat(waitingTasks(id)).containsExactly("Task_QualifyTicket");
            assertThat(history(id)).containsOnlyOnce("reporter answered");
            assertThat(records(id).variable("answer")).isEqualTo("\"as the reporter asked\"");
        });
        assertThat(open).allSatisfy(id -> {
            assertThat(waitingTasks(id)).isEmpty();
            assertThat(history(id)).containsOnlyOnce("ticket cancelled");
            assertThat(mails(id, "cancelled")).hasSize(1);
        });
    }

    private void qualify(String id, Map<String, ?> form) {
        EngineTask task = TwoVigies.patiently()
                .until(() -> records(id).openTasks().stream().findFirst(), found -> found.isPresent())
                .orElseThrow();
        vigie.engine().complete(task, form);
    }

    private void awaitAll(List<String> ids, String status) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .failFast("incident", () -> assertThat(incidents()).isEmpty())
                .untilAsserted(() -> assertThat(ids)
                        .allSatisfy(id -> assertThat(ticket(id).path("status").asText())
                                .as(id)
                                .isEqualTo(status)));
    }

    private List<JsonNode> incidents() {
        return vigie.engine().records().of("INCIDENT", "CREATED");
    }

    private JsonNode ticket(String id) {
        return vigie.api().get("/api/tickets/" + id).requireSuccess().body();
    }

    private CaseRecords records(String id) {
        return CaseRecords.of(vigie.engine().records(), "ticketId", id);
    }

    /** Those that found another at work and ended at once do not count. */
    private long instances(String id) {
        return records(id).instancesOf("ticket").stream()
                .map(instance -> CaseRecords.ofInstance(vigie.engine().records(), instance))
                .filter(instance -> !instance.completed().contains("EndEvent_AlreadyRunning"))
                .count();
    }

    private List<String> waitingTasks(String id) {
        return records(id).openTasks().stream().map(EngineTask::elementId).toList();
    }

    private List<String> history(String id) {
        JsonNode entries = vigie.api()
                .get("/api/tickets/" + id + "/history")
                .requireSuccess()
                .body();
        return StreamSupport.stream(entries.spliterator(), false)
                .map(entry -> entry.path("action").asText())
                .toList();
    }

    private List<String> mails(String id, String message) {
        return vigie.mails().of(id + "/" + message);
    }
}
