package org.vigie.preventive.work;

import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.vigie.engine.job.Heartbeat;
import org.vigie.plan.PreventiveSettings.Figure;
import org.vigie.preventive.PreventiveWork;
import org.vigie.preventive.WorkOrder;
import org.vigie.preventive.WorkResult;

/** Costs and hours of the plan; what they were is filled in by the person who judges. */
@Component
class BudgetWork implements PreventiveWork {

    @Override
    public String id() {
        return "budget";
    }

    @Override
    public WorkResult perform(WorkOrder order, Heartbeat heartbeat) {
        List<Figure> figures = Objects.requireNonNull(order.plan().preventive()).budget();
        if (figures.isEmpty()) {
            return WorkResult.notSetUp(order.say(
                    "The plan names no costs or hours: add preventive.budget.",
                    "Le plan ne nomme ni coûts ni heures : ajoutez preventive.budget."));
        }
        return WorkResult.done(
                order.say(
                        figures.size() + " costs and hours are to be filled in.",
                        figures.size() + " coûts et heures sont à saisir."),
                figures.stream()
                        .map(figure -> figure.name().in(order.plan().language()) + ": "
                                + (figure.expected() == null
                                        ? "?"
                                        : figure.expected().toPlainString())
                                + " " + figure.unit())
                        .toList());
    }
}
