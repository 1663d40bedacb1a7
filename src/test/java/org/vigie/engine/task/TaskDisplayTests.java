package org.vigie.engine.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.support.KnownUserTasks;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

@VigieTest
@ExtendWith(OutputCaptureExtension.class)
class TaskDisplayTests {

    private static final Instant DUE = Instant.parse("2026-11-23T11:00:00Z");

    @Autowired
    TaskDisplayQueue queue;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MutableClock clock;

    private final KnownUserTasks index = new KnownUserTasks();
    private final Map<String, Long> instances = new java.util.HashMap<>();
    private int priority = 50;
    private TaskDisplay display;

    @AfterEach
    void nothingIsCompleted() {
        assertThat(index.completed()).isEmpty();
    }

    @BeforeEach
    void begin() {
        clock.set(VigieTest.START);
        jdbc.sql("DELETE FROM task_display").update();
        instances.put("CZ-1", 10L);
        DisplayedCases cases = caseId -> Optional.ofNullable(instances.get(caseId))
                .map(key -> new DisplayedCases.Display(key, Map.of("Task_A", new DisplayedCases.Look(DUE, priority))));
        display = new TaskDisplay(queue, List.of(cases), index, clock);
    }

    @Test
    void openTasksShowHowItIsNowAndSoDoThoseThatTheIndexShowsLate() {
        index.open().add(new OpenTask(1, "Task_A", 10, null));
        index.open().add(new OpenTask(2, "Task_Other", 10, null));
        queue.wish("CZ-1");
        queue.wish("CZ-1");
        display.showWhatIsDue();
        assertThat(index.updates()).as("what comes together is one").isEmpty();

        priority = 70;
        clock.advance(TaskDisplayQueue.TOGETHER);
        display.showWhatIsDue();
        assertThat(index.updates()).containsExactly("1 " + DUE + " 70");

        index.open().add(new OpenTask(3, "Task_A", 10, null));
        clock.advance(TaskDisplayQueue.SETTLED);
        display.showWhatIsDue();
        assertThat(index.updates()).endsWith("1 " + DUE + " 70", "3 " + DUE + " 70");
        assertThat(rows()).isZero();
    }

    @Test
    void aWishThatComesMeanwhileIsNotLost() {
        queue.wish("CZ-1");
        clock.advance(TaskDisplayQueue.TOGETHER);
        TaskDisplayQueue.Claimed claimed = queue.claim().orElseThrow();
        queue.wish("CZ-1");
        queue.settled(claimed);
        queue.shown(claimed);
        clock.advance(TaskDisplayQueue.TOGETHER);
        assertThat(queue.claim())
                .get()
                .extracting(TaskDisplayQueue.Claimed::looks)
                .isEqualTo(0);
    }

    @Test
    void whatIsClosedMeanwhileIsForgotten() {
        queue.wish("CZ-2");
        clock.advance(TaskDisplayQueue.TOGETHER);
        display.showWhatIsDue();
        assertThat(index.asked()).isZero();
        assertThat(rows()).isZero();
    }

    @Test
    void whileTheIndexIsDownOneIsTriedLessAndLessOftenAndOneLineTellsIt(CapturedOutput output) {
        for (int number = 1; number <= 20; number++) {
            instances.put("CZ-" + number, (long) number);
            queue.wish("CZ-" + number);
        }
        index.down(true);
        for (int second = 0; second < 600; second++) {
            clock.advance(Duration.ofSeconds(1));
            display.showWhatIsDue();
        }
        assertThat(index.asked()).isBetween(10, 16);
        assertThat(output.getOut().lines().filter(line -> line.contains("the update of tasks in Tasklist")))
                .hasSize(1);

        index.down(false);
        for (int minute = 0; minute < 3; minute++) {
            clock.advance(Duration.ofMinutes(1));
            display.showWhatIsDue();
        }
        assertThat(rows()).isZero();
        assertThat(output).contains("the update of tasks in Tasklist works again");
    }

    private int rows() {
        return jdbc.sql("SELECT count(*) FROM task_display")
                .query(Integer.class)
                .single();
    }
}
