package org.vigie.plan.load;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;

/** Shows the faults of the plan files instead of a stack trace when they stop the start. */
@Order(0) // before analyzers of more general errors
class PlanFaultsFailureAnalyzer extends AbstractFailureAnalyzer<PlanFaultsException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PlanFaultsException cause) {
        int count = cause.faults().size();
        String title = count == 1 ? "One fault in the plan files:" : count + " faults in the plan files:";
        return new FailureAnalysis(title + "\n\n" + String.join("\n", cause.faults()), cause.hint(), cause);
    }
}
