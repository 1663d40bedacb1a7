package org.vigie.engine.task;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientHttpException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Changes user tasks in the engine. */
class TaskUpdates {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int NOT_FOUND = 404;

    private final CamundaClient client;

    TaskUpdates(CamundaClient client) {
        this.client = client;
    }

    void update(long key, @Nullable Instant due, int priority) {
        var command = client.newUpdateUserTaskCommand(key).priority(priority);
        try {
            (due == null ? command.clearDueDate() : command.dueDate(due.toString()))
                    .requestTimeout(PATIENCE)
                    .send()
                    .join();
        } catch (ClientHttpException e) {
            if (e.code() != NOT_FOUND) {
                throw e;
            }
            // it was completed meanwhile
        }
    }
}
