package org.vigie.engine.task;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.command.ClientHttpException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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
        unlessGone(() -> (due == null ? command.clearDueDate() : command.dueDate(due.toString()))
                .requestTimeout(PATIENCE)
                .send()
                .join());
    }

    void complete(long key, String account, Map<String, ?> values) {
        unlessGone(() -> {
            client.newAssignUserTaskCommand(key)
                    .assignee(account)
                    .requestTimeout(PATIENCE)
                    .send()
                    .join();
            client.newCompleteUserTaskCommand(key)
                    .variables(Map.copyOf(values))
                    .requestTimeout(PATIENCE)
                    .send()
                    .join();
        });
    }

    private static void unlessGone(Runnable change) {
        try {
            change.run();
        } catch (ClientHttpException e) {
            if (e.code() != NOT_FOUND) {
                throw e;
            }
            // it was completed meanwhile
        }
    }
}
