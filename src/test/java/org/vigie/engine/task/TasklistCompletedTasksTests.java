package org.vigie.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.vigie.engine.webapp.FakeWebapps;

/** What Tasklist is asked for completed tasks, and how its answers are read. */
class TasklistCompletedTasksTests {

    private static final Instant TEN = Instant.parse("2026-11-25T10:00:00Z");

    @AutoClose
    private final FakeWebapps webapps = new FakeWebapps();

    @Test
    void readsWhoCompletedWhichTaskOldestFirst() {
        webapps.answering("/v1/tasks/search", """
                [{"id":"12","taskDefinitionId":"Task_B","processInstanceKey":"5","assignee":null,"taskState":"COMPLETED",
                  "completionDate":"2026-11-25T11:00:01.250+0100","processDefinitionKey":"77","sortValues":["2","12"]},
                 {"id":"11","taskDefinitionId":"Task_A","processInstanceKey":"5","assignee":"ada",
                  "completionDate":"2026-11-25T10:00:00.000+0000","sortValues":["1","11"]},
                 {"id":"10","taskDefinitionId":"Task_A","processInstanceKey":"4","assignee":"bob",
                  "completionDate":"2026-11-25T09:59:59.999Z","sortValues":["0","10"]}]""");
        assertThat(new TasklistCompletedTasks(webapps.session()).since(TEN))
                .containsExactly(
                        new CompletedTask(11, null, "Task_A", null, 5, "ada", TEN),
                        new CompletedTask(12, null, "Task_B", null, 5, null, TEN.plusMillis(1250)));
        assertThat(webapps.requests())
                .singleElement()
                .asString()
                .contains("\"state\":\"COMPLETED\"", "\"field\":\"completionTime\"", "\"order\":\"DESC\"");
    }

    @Test
    void readsPageAfterPageUntilTheWantedTime() {
        webapps.answering("/v1/tasks/search", page(600, 200), page(400, 200), page(200, 200));
        assertThat(new TasklistCompletedTasks(webapps.session()).since(TEN.plusSeconds(301)))
                .hasSize(300)
                .extracting(CompletedTask::key)
                .isSorted();
        assertThat(webapps.requests()).hasSize(2);
        assertThat(webapps.requests().getLast()).contains("\"searchAfter\":[\"401\"]");
    }

    @Test
    void asksForTheTasksOfOneInstance() {
        webapps.answering("/v1/tasks/search", page(3, 3));
        assertThat(new TasklistCompletedTasks(webapps.session()).of(5)).hasSize(3);
        assertThat(webapps.requests().getFirst()).contains("\"processInstanceKey\":\"5\"");
    }

    @Test
    void saysThatTasklistIsDown() {
        webapps.close();
        assertThatThrownBy(() -> new TasklistCompletedTasks(webapps.session()).since(TEN))
                .hasMessageContaining("does not answer");
    }

    /** Tasks downwards from a number, each completed so many seconds after ten. */
    private static String page(int from, int size) {
        return IntStream.range(0, size)
                .map(i -> from - i)
                .mapToObj(i -> """
                        {"id":"%d","taskDefinitionId":"Task_A","processInstanceKey":"5","assignee":"ada",
                         "completionDate":"%s","sortValues":["%d"]}""".formatted(i, TEN.plusSeconds(i), i))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
