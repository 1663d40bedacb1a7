package org.vigie.engine.task;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.search.enums.UserTaskState;
import io.camunda.client.api.search.filter.UserTaskFilter;
import io.camunda.client.api.search.response.UserTask;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Completed tasks of a cluster of 8.8 or newer, by its own search. */
class ClusterCompletedTasks implements CompletedTasks {

    private static final int AT_ONCE = 200;
    private static final int MOST_PAGES = 50;

    private final CamundaClient client;

    ClusterCompletedTasks(CamundaClient client) {
        this.client = client;
    }

    @Override
    public List<CompletedTask> since(Instant moment) {
        return search(filter -> filter.completionDate(date -> date.gte(moment.atOffset(ZoneOffset.UTC))));
    }

    @Override
    public List<CompletedTask> of(long processInstanceKey) {
        return search(filter -> filter.processInstanceKey(processInstanceKey));
    }

    private List<CompletedTask> search(Consumer<UserTaskFilter> wanted) {
        List<CompletedTask> found = new ArrayList<>();
        for (int page = 0; page < MOST_PAGES; page++) {
            int from = page * AT_ONCE;
            List<UserTask> tasks = client.newUserTaskSearchRequest()
                    .filter(filter -> wanted.accept(filter.state(UserTaskState.COMPLETED)))
                    .sort(sort -> sort.completionDate().asc())
                    .page(part -> part.from(from).limit(AT_ONCE))
                    .send()
                    .join()
                    .items();
            tasks.stream().map(ClusterCompletedTasks::completed).forEach(found::add);
            if (tasks.size() < AT_ONCE) {
                break;
            }
        }
        return found;
    }

    private static CompletedTask completed(UserTask task) {
        return new CompletedTask(
                task.getUserTaskKey(),
                task.getElementInstanceKey(),
                task.getElementId(),
                task.getBpmnProcessId(),
                task.getProcessInstanceKey(),
                emptyToNull(task.getAssignee()),
                task.getCompletionDate().toInstant());
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
