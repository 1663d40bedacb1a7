package org.vigie.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.notification.state.ChannelStates;
import org.vigie.plan.ChannelSettings;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;

/** Tests the channels that were silent for days, so that one that no longer works is noticed before it is needed. */
@Component
class CanaryRounds {

    private static final Logger LOG = LoggerFactory.getLogger(CanaryRounds.class);
    /** A little less than the week between two rounds. */
    private static final Duration SILENCE = Duration.ofDays(6);

    private final Canaries canaries;
    private final ChannelStates states;
    private final Plans plans;
    private final Clock clock;

    CanaryRounds(Canaries canaries, ChannelStates states, Plans plans, Clock clock) {
        this.canaries = canaries;
        this.states = states;
        this.plans = plans;
        this.clock = clock;
    }

    /** Mail is left out: its silence would fill mailboxes, and its failures are told by every notice. */
    @Scheduled(cron = "${vigie.channels.test-at:0 0 10 * * MON}")
    @SchedulerLock(name = "channel-tests")
    void testSilentOnes() {
        Instant before = clock.instant().minus(SILENCE);
        for (MaintenancePlan plan : plans.all()) {
            for (ChannelSettings channel : plan.channels()) {
                Optional<Instant> last = states.find(plan.application(), channel.id())
                        .flatMap(state -> Optional.ofNullable(state.lastSentAt()));
                boolean silent = last.isEmpty() || last.get().isBefore(before);
                if (channel.kind() != ChannelSettings.Kind.MAIL && silent) {
                    test(plan, channel);
                }
            }
        }
    }

    private void test(MaintenancePlan plan, ChannelSettings channel) {
        try {
            canaries.send(plan.application(), channel.id(), "Vigie");
        } catch (RuntimeException e) {
            LOG.warn("channel {} of {} cannot be tested: {}", channel.id(), plan.application(), e.getMessage());
        }
    }
}
