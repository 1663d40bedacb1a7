package org.vigie.github.webhook;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.inbox.Delivery;
import org.vigie.inbox.DeliveryHandler;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;

/** Gives each delivery of GitHub to the handler of its event. */
@Component
class GitHubDeliveries implements DeliveryHandler {

    static final String SOURCE = "github";

    private final Plans plans;
    private final Map<String, EventHandler> handlers = new HashMap<>();

    GitHubDeliveries(Plans plans, List<EventHandler> handlers) {
        this.plans = plans;
        handlers.forEach(handler -> handler.events().forEach(event -> this.handlers.put(event, handler)));
    }

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public String handle(Delivery delivery) {
        Optional<MaintenancePlan> plan = plans.find(delivery.application());
        return plan.isEmpty()
                ? "there is no plan of the application any more"
                : handlers.get(delivery.event())
                        .handle(new GitHubDelivery(
                                delivery.id(),
                                delivery.event(),
                                delivery.action(),
                                plan.get(),
                                Payload.parse(delivery.payload()),
                                delivery.receivedAt()));
    }
}
