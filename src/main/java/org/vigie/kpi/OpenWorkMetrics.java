package org.vigie.kpi;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;

/** What is in hand: {@code vigie.open} by application and kind, counted every minute. */
@Component
class OpenWorkMetrics implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(OpenWorkMetrics.class);
    private static final List<String> KINDS =
            List.of("tickets", "overdue-tickets", "incidents", "alerts", "operations");

    private final Plans plans;
    private final OpenWork work;
    private final AtomicReference<@Nullable Map<OpenWork.Kind, Long>> latest = new AtomicReference<>();

    OpenWorkMetrics(Plans plans, OpenWork work) {
        this.plans = plans;
        this.work = work;
    }

    @Scheduled(initialDelayString = "PT30S", fixedDelayString = "PT1M")
    void count() {
        try {
            latest.set(work.count());
        } catch (RuntimeException e) {
            latest.set(null);
            LOG.warn("open work cannot be counted: {}", e.getMessage());
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (MaintenancePlan plan : plans.all()) {
            for (String kind : KINDS) {
                Gauge.builder("vigie.open", latest, counts -> number(counts.get(), plan.application(), kind))
                        .description("What is open: tickets, incidents, alerts, operations")
                        .tags(Tags.of("application", plan.application(), "what", kind))
                        .register(registry);
            }
        }
    }

    private static double number(@Nullable Map<OpenWork.Kind, Long> counts, String application, String kind) {
        return counts == null ? Double.NaN : counts.getOrDefault(new OpenWork.Kind(application, kind), 0L);
    }
}
