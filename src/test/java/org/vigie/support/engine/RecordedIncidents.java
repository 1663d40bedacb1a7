package org.vigie.support.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.vigie.engine.incident.EngineIncident;
import org.vigie.engine.incident.OpenIncidents;
import org.vigie.platform.EngineRecords;

/** Open incidents from the engine's own records. */
public final class RecordedIncidents implements OpenIncidents {

    private final Supplier<EngineRecords> records;

    RecordedIncidents(Supplier<EngineRecords> records) {
        this.records = records;
    }

    @Override
    public List<EngineIncident> open() {
        Set<Long> resolved = records.get().records("INCIDENT", "RESOLVED").stream()
                .map(record -> record.path("key").asLong())
                .collect(Collectors.toSet());
        return records.get().records("INCIDENT", "CREATED").stream()
                .filter(record -> !resolved.contains(record.path("key").asLong()))
                .map(RecordedIncidents::incident)
                .toList()
                .reversed();
    }

    private static EngineIncident incident(JsonNode record) {
        JsonNode value = record.path("value");
        long job = value.path("jobKey").asLong();
        return new EngineIncident(
                record.path("key").asLong(),
                job > 0 ? job : null,
                value.path("processInstanceKey").asLong(),
                value.path("bpmnProcessId").asText(),
                value.path("elementId").asText(),
                value.path("errorMessage").asText(),
                Instant.ofEpochMilli(record.path("timestamp").asLong()));
    }
}
