package org.vigie.support.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.platform.EngineRecords;

/** What the engine's records tell of one case, a ticket for example, and of its process instances, called ones included. */
public final class CaseRecords {

    private final EngineRecords records;
    private final Set<Long> instances;

    private CaseRecords(EngineRecords records, Set<Long> instances) {
        this.records = records;
        this.instances = instances;
    }

    /** Of the instances that have now, or once had, a variable of this name with this text. */
    public static CaseRecords of(EngineRecords records, String variable, String value) {
        Set<Long> instances = records.of("VARIABLE", "CREATED").stream()
                .filter(created -> created.path("value").asText().equals("\"" + value + "\""))
                .filter(created -> created.path("name").asText().equals(variable))
                .map(created -> created.path("processInstanceKey").asLong())
                .collect(Collectors.toSet());
        return new CaseRecords(records, instances);
    }

    /** Of one process instance. */
    public static CaseRecords ofInstance(EngineRecords records, long processInstanceKey) {
        return new CaseRecords(records, Set.of(processInstanceKey));
    }

    /** The instances of this process of the case, oldest first. */
    public List<Long> instancesOf(String processId) {
        return mine("PROCESS_INSTANCE", "ELEMENT_ACTIVATED")
                .filter(value -> value.path("bpmnElementType").asText().equals("PROCESS"))
                .filter(value -> value.path("bpmnProcessId").asText().equals(processId))
                .map(value -> value.path("processInstanceKey").asLong())
                .sorted()
                .toList();
    }

    /** Ids of the elements that were completed, in order. */
    public List<String> completed() {
        return mine("PROCESS_INSTANCE", "ELEMENT_COMPLETED")
                .map(value -> value.path("elementId").asText())
                .toList();
    }

    /** A variable as JSON: as it was last updated, else as it was last created; null if it never was. */
    public @Nullable String variable(String name) {
        return Stream.of(mine("VARIABLE", "UPDATED"), mine("VARIABLE", "CREATED"))
                .map(values -> values.filter(
                                value -> value.path("name").asText().equals(name))
                        .map(value -> value.path("value").asText())
                        .reduce(null, (earlier, later) -> later))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The user tasks that wait. */
    public List<EngineTask> openTasks() {
        Set<Long> done = Stream.concat(mine("USER_TASK", "COMPLETED"), mine("USER_TASK", "CANCELED"))
                .map(value -> value.path("userTaskKey").asLong())
                .collect(Collectors.toSet());
        return mine("USER_TASK", "CREATED")
                .map(EngineTask::of)
                .filter(task -> !done.contains(task.key()))
                .toList();
    }

    /** How often a timer was set there until now. */
    public long timersSet(String elementId) {
        return mine("TIMER", "CREATED")
                .filter(value -> value.path("targetElementId").asText().equals(elementId))
                .count();
    }

    /** A user task as it was last changed, or nothing if it was not. */
    public Optional<EngineTask> updated(EngineTask task) {
        return mine("USER_TASK", "UPDATED")
                .map(EngineTask::of)
                .filter(change -> change.key() == task.key())
                .reduce((earlier, later) -> later);
    }

    /** What stopped and waits for a person to look at it: should be empty. */
    public List<String> incidents() {
        return mine("INCIDENT", "CREATED")
                .map(value -> value.path("elementId").asText() + ": "
                        + value.path("errorMessage").asText())
                .toList();
    }

    private Stream<JsonNode> mine(String valueType, String intent) {
        return records.of(valueType, intent).stream()
                .filter(value ->
                        instances.contains(value.path("processInstanceKey").asLong()));
    }
}
