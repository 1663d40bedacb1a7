package org.vigie.support.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.vigie.engine.task.CompletedTask;
import org.vigie.engine.task.CompletedTasks;
import org.vigie.platform.EngineRecords;

/** Completed user tasks from the engine's own records: the account is who the task was assigned to. */
public final class RecordedTasks implements CompletedTasks {

    private final Supplier<EngineRecords> records;

    RecordedTasks(Supplier<EngineRecords> records) {
        this.records = records;
    }

    @Override
    public List<CompletedTask> since(Instant moment) {
        return all().filter(task -> !task.completedAt().isBefore(moment)).toList();
    }

    @Override
    public List<CompletedTask> of(long processInstanceKey) {
        return all().filter(task -> task.processInstanceKey() == processInstanceKey)
                .toList();
    }

    private Stream<CompletedTask> all() {
        return records.get().records("USER_TASK", "COMPLETED").stream().map(RecordedTasks::task);
    }

    private static CompletedTask task(JsonNode record) {
        JsonNode value = record.path("value");
        String assignee = value.path("assignee").asText();
        return new CompletedTask(
                value.path("userTaskKey").asLong(),
                value.path("elementInstanceKey").asLong(),
                value.path("elementId").asText(),
                value.path("bpmnProcessId").asText(),
                value.path("processInstanceKey").asLong(),
                assignee.isEmpty() ? null : assignee,
                Instant.ofEpochMilli(record.path("timestamp").asLong()));
    }
}
