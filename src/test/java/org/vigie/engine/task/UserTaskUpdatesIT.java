package org.vigie.engine.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.vigie.support.engine.EngineRun.eventually;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.vigie.support.engine.EngineRun;
import org.vigie.support.engine.EngineTask;
import org.vigie.support.engine.EngineTest;

/** The broker of version 8.6.0 takes the update of a user task that the client of 8.8 sends. */
@EngineTest
class UserTaskUpdatesIT {

    @Autowired
    EngineRun engine;

    @Autowired
    UserTasks tasks;

    @Test
    void changesDueDateAndPriorityOfAnOpenTask() {
        String id = engine.create(Map.of(
                        "application", "mangatheque",
                        "title", "Page blanche",
                        "type", "corrective",
                        "impact", "limited",
                        "reporter", Map.of("name", "Inès", "email", "ines@example.org")))
                .path("id")
                .asText();
        EngineTask task = engine.task(id, "Task_QualifyTicket");
        Instant due = Instant.parse("2031-05-04T03:02:01Z");
        tasks.update(task.key(), due, 93);
        awaitUpdate(id, task, due, 93);
        tasks.update(task.key(), null, 40);
        awaitUpdate(id, task, null, 40);
        // a key of the first partition that no task has
        long gone = (1L << 51) + 1;
        assertThatCode(() -> tasks.update(gone, due, 50)).doesNotThrowAnyException();
    }

    private void awaitUpdate(String id, EngineTask task, @Nullable Instant due, int priority) {
        eventually().untilAsserted(() -> {
            Optional<EngineTask> updated = engine.records(id).updated(task);
            assertThat(updated).map(EngineTask::priority).contains(priority);
            assertThat(updated.map(EngineTask::dueDate)
                            .map(text -> OffsetDateTime.parse(text).toInstant()))
                    .isEqualTo(Optional.ofNullable(due));
        });
    }
}
