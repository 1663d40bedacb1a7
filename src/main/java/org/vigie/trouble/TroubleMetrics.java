package org.vigie.trouble;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Counts the open troubles. */
@Component
class TroubleMetrics implements MeterBinder {

    private final Troubles troubles;

    TroubleMetrics(Troubles troubles) {
        this.troubles = troubles;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("vigie.troubles", troubles, Troubles::countOpen)
                .description("what stands still until somebody looks at it")
                .register(registry);
    }
}
