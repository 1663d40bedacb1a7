package org.vigie.notification;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.plan.ChannelSettings;
import org.vigie.plan.EscalationChain;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.HintedException;

/** The channels that exist: those that all plans share, and those that each lists. The start stops if a plan names another one. */
@Component
class Channels {

    private final Map<String, Channel> shared = new TreeMap<>();
    private final Map<String, Map<String, Channel>> ofPlans = new TreeMap<>();

    Channels(List<Channel> channels, List<ChannelKind> kinds, Plans plans) {
        channels.forEach(channel -> shared.put(channel.name(), channel));
        Map<ChannelSettings.Kind, ChannelKind> byKind = new EnumMap<>(ChannelSettings.Kind.class);
        kinds.forEach(kind -> byKind.put(kind.kind(), kind));
        for (MaintenancePlan plan : plans.all()) {
            Map<String, Channel> own = new TreeMap<>();
            for (ChannelSettings settings : plan.channels()) {
                ChannelKind kind = byKind.get(settings.kind());
                if (kind != null) {
                    own.put(settings.id(), kind.open(plan, settings));
                }
            }
            ofPlans.put(plan.application(), own);
            check(plan);
        }
    }

    /** The channel with this name in the plan of an application; null: of none. */
    Channel require(@Nullable String application, String name) {
        Map<String, Channel> own = application == null ? Map.of() : ofPlans.getOrDefault(application, Map.of());
        Channel channel = own.getOrDefault(name, shared.get(name));
        if (channel == null) {
            throw missing("channel", name, own);
        }
        return channel;
    }

    private void check(MaintenancePlan plan) {
        Map<String, Channel> own = ofPlans.getOrDefault(plan.application(), Map.of());
        plan.escalation().forEach((priority, chain) -> {
            for (EscalationChain.Step step : chain.steps()) {
                if (!shared.containsKey(step.channel()) && !own.containsKey(step.channel())) {
                    String place = "plan of " + plan.application() + ", escalation." + priority + ": channel";
                    throw missing(place, step.channel(), own);
                }
            }
        });
    }

    private HintedException missing(String place, String name, Map<String, Channel> own) {
        List<String> known = new ArrayList<>(shared.keySet());
        known.addAll(own.keySet());
        return new HintedException(
                place + " '" + name + "' does not exist yet", "Available: " + String.join(", ", known) + ".");
    }
}
