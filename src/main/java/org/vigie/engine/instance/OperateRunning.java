package org.vigie.engine.instance;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.type.TypeReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.engine.webapp.WebappSession;

/** Running instances of the embedded platform, from Operate. */
class OperateRunning implements RunningInstances {

    private static final int PAGE = 1000;

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Found<T>(List<T> items, @Nullable List<Object> sortValues) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Instance(long key, long processDefinitionKey) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Element(long processInstanceKey, String flowNodeId) {}

    private final WebappSession operate;

    OperateRunning(WebappSession operate) {
        this.operate = operate;
    }

    @Override
    public List<RunningInstance> of(String processId) {
        List<Instance> instances = all(
                "/v1/process-instances/search",
                Map.of("bpmnProcessId", processId, "state", "ACTIVE"),
                new TypeReference<Found<Instance>>() {});
        Map<Long, Set<String>> elements = new HashMap<>();
        instances.stream()
                .map(Instance::processDefinitionKey)
                .distinct()
                .forEach(definition -> all(
                                "/v1/flownode-instances/search",
                                Map.of("processDefinitionKey", definition, "state", "ACTIVE"),
                                new TypeReference<Found<Element>>() {})
                        .forEach(element -> elements.computeIfAbsent(
                                        element.processInstanceKey(), key -> new HashSet<>())
                                .add(element.flowNodeId())));
        return instances.stream()
                .map(instance -> new RunningInstance(
                        instance.key(),
                        instance.processDefinitionKey(),
                        elements.getOrDefault(instance.key(), Set.of())))
                .toList();
    }

    private <T> List<T> all(String path, Map<String, ?> filter, TypeReference<Found<T>> type) {
        List<T> all = new ArrayList<>();
        Map<String, Object> request = new HashMap<>(Map.of("filter", filter, "size", PAGE));
        while (true) {
            Found<T> found = operate.ask(path, request, type);
            all.addAll(found.items());
            if (found.items().size() < PAGE || found.sortValues() == null) {
                return all;
            }
            request.put("searchAfter", found.sortValues());
        }
    }
}
