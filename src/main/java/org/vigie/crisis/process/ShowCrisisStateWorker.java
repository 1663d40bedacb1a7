package org.vigie.crisis.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import java.util.List;
import org.springframework.stereotype.Component;
import org.vigie.crisis.Crises;
import org.vigie.crisis.Crisis;
import org.vigie.plan.ContactRole;

/** Shows on the status page what the incident does to its components. */
@Component
public class ShowCrisisStateWorker {

    private final Crises crises;

    ShowCrisisStateWorker(Crises crises) {
        this.crises = crises;
    }

    /** What the forms show. */
    public record Output(
            String priority,
            String impact,
            boolean drill,
            String since,
            String applicationName,
            List<String> approvers) {}

    @JobWorker(type = "show-crisis-state")
    public Output show(@Variable String operationId) {
        Crisis crisis = crises.show(operationId);
        return new Output(
                crisis.priority(),
                crisis.impact().id(),
                crisis.drill(),
                crisis.openedAt().toString(),
                crises.planOf(crisis).name(),
                crises.planOf(crisis).statusPage().crisis().approvers().stream()
                        .map(ContactRole::key)
                        .toList());
    }
}
