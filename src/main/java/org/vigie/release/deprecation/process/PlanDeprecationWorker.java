package org.vigie.release.deprecation.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.release.deprecation.DeprecationDesk;

/** Says what is due next: a notice before the removal, or the removal. */
@Component
public class PlanDeprecationWorker {

    private final DeprecationDesk desk;

    PlanDeprecationWorker(DeprecationDesk desk) {
        this.desk = desk;
    }

    /** The moment is an instant such as {@code 2027-06-01T07:00:00Z}, the time until then a duration. */
    public record Output(boolean removalNext, String nextAt, String nextIn) {}

    @JobWorker(type = "plan-deprecation")
    public Output plan(@Variable String deprecationId) {
        DeprecationDesk.Next next = desk.next(deprecationId);
        return new Output(next.removal(), next.at().toString(), next.in().toString());
    }
}
