package org.vigie.kpi;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;

/**
 * The indicators of the month that goes on: {@code vigie.kpi}, {@code vigie.kpi.objective} and {@code vigie.kpi.met}; not a number
 * where there is no figure. Counted every few minutes, whoever asks however often.
 */
@Component
class KpiMetrics implements MeterBinder {

    private static final Logger LOG = LoggerFactory.getLogger(KpiMetrics.class);

    private final Plans plans;
    private final Kpis kpis;
    private final Map<String, KpiMonth> latest = new ConcurrentHashMap<>();

    KpiMetrics(Plans plans, Kpis kpis) {
        this.plans = plans;
        this.kpis = kpis;
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT5M")
    void count() {
        for (MaintenancePlan plan : plans.all()) {
            try {
                latest.put(plan.application(), kpis.of(plan.application(), null));
            } catch (RuntimeException e) {
                // a figure that stands still would be taken for a fresh one
                latest.remove(plan.application());
                LOG.warn("the indicators of {} cannot be counted: {}", plan.application(), e.getMessage());
            }
        }
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (MaintenancePlan plan : plans.all()) {
            for (Kpi kpi : Kpi.values()) {
                bind(registry, plan, kpi, "vigie.kpi", "Indicator of the month that goes on", Figure::value);
                bind(registry, plan, kpi, "vigie.kpi.objective", "What the plan promises", Figure::objective);
                bind(
                        registry,
                        plan,
                        kpi,
                        "vigie.kpi.met",
                        "1: the objective is kept, 0: it is missed",
                        KpiMetrics::met);
            }
        }
    }

    private void bind(
            MeterRegistry registry,
            MaintenancePlan plan,
            Kpi kpi,
            String name,
            String description,
            Function<Figure, @Nullable BigDecimal> number) {
        Gauge.builder(name, latest, months -> number(months.get(plan.application()), kpi, number))
                .description(description)
                .tags(Tags.of(
                        "application",
                        plan.application(),
                        "kpi",
                        kpi.id(),
                        "unit",
                        kpi.unit().id()))
                .register(registry);
    }

    private static double number(@Nullable KpiMonth month, Kpi kpi, Function<Figure, @Nullable BigDecimal> number) {
        BigDecimal found = month == null ? null : number.apply(month.figure(kpi));
        return found == null ? Double.NaN : found.doubleValue();
    }

    private static @Nullable BigDecimal met(Figure figure) {
        Boolean met = figure.met();
        return met == null ? null : met ? BigDecimal.ONE : BigDecimal.ZERO;
    }
}
