package org.vigie.engine.request;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Counts the requests that nobody has seen for long. */
@Component
class RequestMetrics implements MeterBinder {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final ProcessRequests requests;

    RequestMetrics(ProcessRequests requests) {
        this.requests = requests;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("vigie.process.requests.stuck", requests, all -> all.countStuck(LONG))
                .description("requests to processes that none has seen for five minutes")
                .register(registry);
    }
}
