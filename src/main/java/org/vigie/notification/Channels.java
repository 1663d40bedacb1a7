package org.vigie.notification;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import org.vigie.plan.EscalationChain;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.HintedException;

/** The channels that exist. The start stops if a plan names another one. */
@Component
class Channels {

    private final Map<String, Channel> byName = new TreeMap<>();

    Channels(List<Channel> channels, Plans plans) {
        channels.forEach(channel -> byName.put(channel.name(), channel));
        plans.all().forEach(this::check);
    }

    /** The channel with this name. */
    Channel require(String name) {
        Channel channel = byName.get(name);
        if (channel == null) {
            throw missing("channel", name);
        }
        return channel;
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    private void check(MaintenancePlan plan) {
        plan.escalation().forEach((priority, chain) -> {
            for (EscalationChain.Step step : chain.steps()) {
                if (!byName.containsKey(step.channel().key())) {
                    String place = "plan of " + plan.application() + ", escalation." + priority + ": channel";
                    throw missing(place, step.channel().key());
                }
            }
        });
    }

    private HintedException missing(String place, String name) {
        return new HintedException(
                place + " '" + name + "' does not exist yet", "Available: " + String.join(", ", byName.keySet()) + ".");
    }
}
