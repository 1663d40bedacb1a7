package org.vigie.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.vigie.support.SilentServer;
import org.vigie.support.engine.RestartableVigie;
import org.vigie.support.engine.TestEngine;

/** A Tasklist that takes connections and never answers: nothing but what it shows waits for it. */
@Timeout(180)
class SilentTasklistIT {

    /** Each of these changes what is to be shown; a call to Tasklist takes ten seconds to fail. */
    private static final int CHANGES = 30;

    /** An event that a busy engine refused comes again within half of it; 60 waits for Tasklist on four threads take 150 seconds. */
    private static final Duration SOON = Duration.ofMinutes(1);

    private static TestEngine engine;
    private static SilentServer tasklist;
    private static RestartableVigie vigie;

    @BeforeAll
    static void start() {
        engine = TestEngine.start();
        tasklist = SilentServer.start();
        vigie = new RestartableVigie(engine, null, "--vigie.engine.tasklist-url=http://127.0.0.1:" + tasklist.port());
        vigie.start();
    }

    @AfterAll
    static void stop() {
        vigie.stop();
        tasklist.close();
        engine.close();
    }

    @Test
    void ticketsAndEventsKeepTheirPace() {
        List<String> ids =
                IntStream.range(0, CHANGES).mapToObj(number -> create()).toList();
        ids.forEach(id -> vigie.awaitTask(id, "Task_QualifyTicket"));
        ids.forEach(id ->
                vigie.api().post("/api/tickets/" + id + "/take-up", Map.of()).requireSuccess());

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(vigie.outstandingListeners()).isEmpty());
        await().atMost(SOON).untilAsserted(() -> assertThat(tasklist.taken()).isPositive());
        String later = create();
        await().atMost(SOON)
                .until(() -> vigie.records(later).openTasks().stream()
                        .anyMatch(task -> task.elementId().equals("Task_QualifyTicket")));
        vigie.api()
                .post("/api/tickets/" + later + "/cancellation", Map.of("text", "enough"))
                .requireSuccess();
        await().atMost(SOON)
                .until(() -> vigie.ticket(later).path("status").asText().equals("cancelled"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(vigie.outstandingListeners()).isEmpty());
    }

    private static String create() {
        return vigie.api()
                .post(
                        "/api/tickets",
                        Map.of(
                                "application", "cesizen",
                                "title", "Page blanche",
                                "type", "corrective",
                                "impact", "limited",
                                "reporter", Map.of("name", "Inès", "email", "ines@example.org")))
                .requireSuccess()
                .body()
                .path("id")
                .asText();
    }
}
