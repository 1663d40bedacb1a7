package org.vigie.engine.incident;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.engine.webapp.IndexTime;
import org.vigie.engine.webapp.WebappSession;

/** Open incidents of the embedded platform: 8.6 has no search of its own, but Operate has one. */
class OperateIncidents implements OpenIncidents {

    private static final TypeReference<Found<Incident>> INCIDENTS = new TypeReference<>() {};
    private static final TypeReference<Found<Element>> ELEMENTS = new TypeReference<>() {};

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Found<T>(List<T> items) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Incident(
            long key,
            long processDefinitionKey,
            long processInstanceKey,
            @Nullable String message,
            String creationTime,
            @Nullable Long jobKey) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Element(@Nullable String flowNodeId) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Definition(@Nullable String bpmnProcessId) {}

    private final WebappSession operate;
    /** What an incident does not tell itself and what never changes. */
    private final Map<Long, String> elements = new ConcurrentHashMap<>();

    private final Map<Long, String> processes = new ConcurrentHashMap<>();

    OperateIncidents(WebappSession operate) {
        this.operate = operate;
    }

    @Override
    public List<EngineIncident> open() {
        Map<String, Object> request = Map.of(
                "filter",
                Map.of("state", "ACTIVE"),
                "size",
                MOST,
                "sort",
                List.of(Map.of("field", "creationTime", "order", "DESC")));
        List<Incident> open =
                operate.ask("/v1/incidents/search", request, INCIDENTS).items();
        forgetAllBut(open.stream().map(Incident::key).collect(Collectors.toCollection(HashSet::new)));
        return open.stream().map(this::incident).toList();
    }

    private void forgetAllBut(Set<Long> open) {
        elements.keySet().retainAll(open);
    }

    private EngineIncident incident(Incident incident) {
        Long job = incident.jobKey();
        return new EngineIncident(
                incident.key(),
                job == null || job <= 0 ? null : job,
                incident.processInstanceKey(),
                processes.computeIfAbsent(incident.processDefinitionKey(), this::process),
                elements.computeIfAbsent(incident.key(), this::element),
                incident.message() == null ? "" : incident.message(),
                IndexTime.parse(incident.creationTime()));
    }

    private String process(long definition) {
        return operate.read("/v1/process-definitions/" + definition, Definition.class)
                .map(Definition::bpmnProcessId)
                .orElse("");
    }

    private String element(long incident) {
        Map<String, Object> request = Map.of("filter", Map.of("incidentKey", incident), "size", 1);
        return operate.ask("/v1/flownode-instances/search", request, ELEMENTS).items().stream()
                .findFirst()
                .map(Element::flowNodeId)
                .orElse("");
    }
}
