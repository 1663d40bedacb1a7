package org.vigie.support.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.vigie.engine.instance.RunningInstance;
import org.vigie.engine.instance.RunningInstances;
import org.vigie.platform.EngineRecords;

/** Running instances from the engine's own records. */
public final class RecordedInstances implements RunningInstances {

    private final Supplier<EngineRecords> records;

    RecordedInstances(Supplier<EngineRecords> records) {
        this.records = records;
    }

    @Override
    public List<RunningInstance> of(String processId) {
        Set<Long> over = new HashSet<>();
        for (String intent : List.of("ELEMENT_COMPLETED", "ELEMENT_TERMINATED")) {
            records.get()
                    .records("PROCESS_INSTANCE", intent)
                    .forEach(record -> over.add(record.path("key").asLong()));
        }
        Map<Long, Long> definitions = new LinkedHashMap<>();
        Map<Long, Set<String>> elements = new HashMap<>();
        for (String intent : List.of("ELEMENT_ACTIVATED", "ELEMENT_MIGRATED")) {
            for (JsonNode record : records.get().records("PROCESS_INSTANCE", intent)) {
                JsonNode value = record.path("value");
                long instance = value.path("processInstanceKey").asLong();
                if (over.contains(record.path("key").asLong())
                        || !value.path("bpmnProcessId").asText().equals(processId)
                        || value.path("bpmnElementType").asText().equals("SEQUENCE_FLOW")) {
                    continue;
                }
                elements.computeIfAbsent(instance, key -> new HashSet<>())
                        .add(value.path("elementId").asText());
                if (record.path("key").asLong() == instance) {
                    definitions.put(instance, value.path("processDefinitionKey").asLong());
                }
            }
        }
        return definitions.entrySet().stream()
                .map(entry -> new RunningInstance(
                        entry.getKey(), entry.getValue(), elements.getOrDefault(entry.getKey(), Set.of())))
                .toList();
    }
}
