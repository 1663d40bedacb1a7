package org.vigie.notification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vigie.notification.state.ChannelState;
import org.vigie.notification.state.ChannelStates;
import org.vigie.plan.ChannelSettings;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.plan.Severity;

/** The channels of all plans, and how they are. */
@Service
public class ChannelOverview {

    /**
     * A channel and how it is, as far as messages have told.
     *
     * @param state {@code works}, {@code fails} (the latest message did not arrive, and is tried again), {@code broken} or {@code untried}
     * @param brokenAt null unless it is broken
     * @param reason why the latest attempt failed; null: it did not
     * @param lastSentAt when a message last arrived; null: none did
     * @param lastTest the latest test message; null: there was none, or it was long ago
     */
    public record Channel(
            String application,
            String id,
            ChannelSettings.Kind kind,
            List<Severity> severities,
            String state,
            @Nullable Instant brokenAt,
            @Nullable String reason,
            @Nullable Instant lastSentAt,
            @Nullable Instant lastFailedAt,
            @Nullable KeptNotice lastTest) {}

    private final Plans plans;
    private final ChannelStates states;
    private final Canaries canaries;

    ChannelOverview(Plans plans, ChannelStates states, Canaries canaries) {
        this.plans = plans;
        this.states = states;
        this.canaries = canaries;
    }

    /** In the order of applications and plan files. */
    public List<Channel> all() {
        return plans.all().stream()
                .flatMap(plan -> plan.channels().stream().map(channel -> channel(plan, channel)))
                .toList();
    }

    private Channel channel(MaintenancePlan plan, ChannelSettings channel) {
        Optional<ChannelState> state = states.find(plan.application(), channel.id());
        return new Channel(
                plan.application(),
                channel.id(),
                channel.kind(),
                channel.severities(),
                state.map(ChannelOverview::word).orElse("untried"),
                state.map(ChannelState::brokenAt).orElse(null),
                state.map(ChannelState::reason).orElse(null),
                state.map(ChannelState::lastSentAt).orElse(null),
                state.map(ChannelState::lastFailedAt).orElse(null),
                canaries.latest(plan.application(), channel.id()).orElse(null));
    }

    private static String word(ChannelState state) {
        if (state.brokenAt() != null) {
            return "broken";
        }
        if (state.reason() != null) {
            return "fails";
        }
        return state.lastSentAt() == null ? "untried" : "works";
    }
}
