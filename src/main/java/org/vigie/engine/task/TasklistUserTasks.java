package org.vigie.engine.task;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.engine.TroubleLog;
import org.vigie.engine.webapp.WebappSession;

/** User tasks of the embedded platform: 8.6 has no search of its own, but Tasklist has one. */
class TasklistUserTasks implements UserTasks {

    private static final int AT_ONCE = 200;

    private final WebappSession tasklist;
    private final TaskUpdates updates;
    private final TroubleLog trouble = new TroubleLog("the search for user tasks in Tasklist");

    TasklistUserTasks(WebappSession tasklist, TaskUpdates updates) {
        this.tasklist = tasklist;
        this.updates = updates;
    }

    @Override
    public List<OpenTask> claimed(String elementId) {
        return trouble.avoid(() -> search(Map.of("taskDefinitionId", elementId, "assigned", true)), List.of());
    }

    @Override
    public List<OpenTask> of(long processInstanceKey) {
        return search(Map.of("processInstanceKey", Long.toString(processInstanceKey)));
    }

    @Override
    public void update(long key, @Nullable Instant due, int priority) {
        updates.update(key, due, priority);
    }

    @Override
    public void complete(long key, String account, Map<String, ?> values) {
        updates.complete(key, account, values);
    }

    private List<OpenTask> search(Map<String, ?> wanted) {
        Map<String, Object> request = new LinkedHashMap<>(wanted);
        request.put("state", "CREATED");
        request.put("pageSize", AT_ONCE);
        request.put("sort", List.of(Map.of("field", "creationTime", "order", "DESC")));
        return tasklist.search(request).stream().map(TasklistUserTasks::open).toList();
    }

    private static OpenTask open(WebappSession.Task task) {
        return new OpenTask(
                Long.parseLong(task.id()),
                task.taskDefinitionId(),
                Long.parseLong(task.processInstanceKey()),
                task.assignee());
    }
}
