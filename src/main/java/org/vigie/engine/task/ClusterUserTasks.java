package org.vigie.engine.task;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.search.enums.UserTaskState;
import io.camunda.client.api.search.filter.UserTaskFilter;
import io.camunda.client.api.search.response.UserTask;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.vigie.engine.TroubleLog;

/** User tasks of a cluster of 8.8 or newer, by its own search. */
class ClusterUserTasks implements UserTasks {

    private static final int AT_ONCE = 200;

    private final CamundaClient client;
    private final TaskUpdates updates;
    private final TroubleLog trouble = new TroubleLog("the search for user tasks");

    ClusterUserTasks(CamundaClient client, TaskUpdates updates) {
        this.client = client;
        this.updates = updates;
    }

    @Override
    public List<OpenTask> claimed(String elementId) {
        return trouble.avoid(
                () -> search(filter -> filter.elementId(elementId).assignee(assignee -> assignee.exists(true))),
                List.of());
    }

    @Override
    public List<OpenTask> of(long processInstanceKey) {
        return search(filter -> filter.processInstanceKey(processInstanceKey));
    }

    @Override
    public void update(long key, @Nullable Instant due, int priority) {
        updates.update(key, due, priority);
    }

    @Override
    public void complete(long key, String account, Map<String, ?> values) {
        updates.complete(key, account, values);
    }

    private List<OpenTask> search(Consumer<UserTaskFilter> wanted) {
        return client
                .newUserTaskSearchRequest()
                .filter(filter -> wanted.accept(filter.state(UserTaskState.CREATED)))
                .sort(sort -> sort.creationDate().desc())
                .page(page -> page.limit(AT_ONCE))
                .send()
                .join()
                .items()
                .stream()
                .map(ClusterUserTasks::task)
                .toList();
    }

    private static OpenTask task(UserTask task) {
        return new OpenTask(
                task.getUserTaskKey(), task.getElementId(), task.getProcessInstanceKey(), task.getAssignee());
    }
}
