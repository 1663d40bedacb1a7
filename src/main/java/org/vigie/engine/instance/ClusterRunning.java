package org.vigie.engine.instance;

import io.camunda.client.CamundaClient;
import io.camunda.client.api.search.enums.ElementInstanceState;
import io.camunda.client.api.search.enums.ProcessInstanceState;
import io.camunda.client.api.search.response.ElementInstance;
import io.camunda.client.api.search.response.ProcessInstance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/** Running instances of a cluster of 8.8 or newer, by its own search. */
class ClusterRunning implements RunningInstances {

    private static final int PAGE = 1000;
    /** As far as a search goes by numbers. */
    private static final int MOST = 10_000;

    private final CamundaClient client;

    ClusterRunning(CamundaClient client) {
        this.client = client;
    }

    @Override
    public List<RunningInstance> of(String processId) {
        Map<Long, Set<String>> elements = new HashMap<>();
        elements(processId)
                .forEach(element -> elements.computeIfAbsent(element.getProcessInstanceKey(), key -> new HashSet<>())
                        .add(element.getElementId()));
        return instances(processId).stream()
                .map(instance -> new RunningInstance(
                        instance.getProcessInstanceKey(),
                        instance.getProcessDefinitionKey(),
                        elements.getOrDefault(instance.getProcessInstanceKey(), Set.of())))
                .toList();
    }

    private List<ElementInstance> elements(String processId) {
        return all(from -> client.newElementInstanceSearchRequest()
                .filter(filter -> filter.processDefinitionId(processId).state(ElementInstanceState.ACTIVE))
                .page(part -> part.from(from).limit(PAGE))
                .send()
                .join()
                .items());
    }

    private List<ProcessInstance> instances(String processId) {
        return all(from -> client.newProcessInstanceSearchRequest()
                .filter(filter -> filter.processDefinitionId(processId).state(ProcessInstanceState.ACTIVE))
                .page(part -> part.from(from).limit(PAGE))
                .send()
                .join()
                .items());
    }

    private static <T> List<T> all(IntFunction<List<T>> page) {
        List<T> all = new ArrayList<>();
        for (int from = 0; from < MOST; from += PAGE) {
            List<T> found = page.apply(from);
            all.addAll(found);
            if (found.size() < PAGE) {
                break;
            }
        }
        return all;
    }
}
