package org.vigie.engine.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vigie.engine.webapp.IndexTime;
import org.vigie.engine.webapp.WebappSession;

/**
 * Completed tasks of the embedded platform. Tasklist cannot search by the time of completion, but sort by it: it is read
 * backwards until that time.
 */
class TasklistCompletedTasks implements CompletedTasks {

    private static final int AT_ONCE = 200;
    private static final int MOST_PAGES = 50;

    private final WebappSession tasklist;

    TasklistCompletedTasks(WebappSession tasklist) {
        this.tasklist = tasklist;
    }

    @Override
    public List<CompletedTask> since(Instant moment) {
        return search(Map.of(), moment);
    }

    @Override
    public List<CompletedTask> of(long processInstanceKey) {
        return search(Map.of("processInstanceKey", Long.toString(processInstanceKey)), Instant.MIN);
    }

    private List<CompletedTask> search(Map<String, ?> wanted, Instant since) {
        List<CompletedTask> found = new ArrayList<>();
        Map<String, Object> request = new LinkedHashMap<>(wanted);
        request.put("state", "COMPLETED");
        request.put("pageSize", AT_ONCE);
        request.put("sort", List.of(Map.of("field", "completionTime", "order", "DESC")));
        for (int page = 0; page < MOST_PAGES; page++) {
            List<WebappSession.Task> tasks = tasklist.search(request);
            tasks.stream()
                    .filter(task -> task.completionDate() != null)
                    .map(TasklistCompletedTasks::completed)
                    .filter(task -> !task.completedAt().isBefore(since))
                    .forEach(found::add);
            List<String> end = tasks.isEmpty() ? null : tasks.getLast().sortValues();
            if (tasks.size() < AT_ONCE || end == null || found.size() < (page + 1) * AT_ONCE) {
                break;
            }
            request.put("searchAfter", end);
        }
        return found.reversed();
    }

    private static CompletedTask completed(WebappSession.Task task) {
        return new CompletedTask(
                Long.parseLong(task.id()),
                null,
                task.taskDefinitionId(),
                null,
                Long.parseLong(task.processInstanceKey()),
                task.assignee(),
                IndexTime.parse(String.valueOf(task.completionDate())));
    }
}
