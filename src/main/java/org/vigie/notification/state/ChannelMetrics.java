package org.vigie.notification.state;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Counts channels that take nothing any more: {@code vigie.channels.broken}. */
@Component
class ChannelMetrics implements MeterBinder {

    private final ChannelStates states;

    ChannelMetrics(ChannelStates states) {
        this.states = states;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "vigie.channels.broken",
                        states,
                        known -> known.all().stream()
                                .filter(state -> state.brokenAt() != null)
                                .count())
                .description("Channels of plans that take no messages until they are mended")
                .register(registry);
    }
}
