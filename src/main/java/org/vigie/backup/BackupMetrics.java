package org.vigie.backup;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;

/** How old the backups of each database are and how long a restore takes; not a number where there is none. */
@Component
class BackupMetrics implements MeterBinder {

    private final Plans plans;
    private final BackupStates states;

    BackupMetrics(Plans plans, BackupStates states) {
        this.plans = plans;
        this.states = states;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (MaintenancePlan plan : plans.all()) {
            for (DatabaseSettings database : plan.databases()) {
                String application = plan.application();
                bind(registry, application, database, "age", "age of the newest backup", BackupState::ageSeconds);
                bind(
                        registry,
                        application,
                        database,
                        "verified.age",
                        "age of the newest backup that was restored and compared",
                        BackupState::verifiedAgeSeconds);
                bind(
                        registry,
                        application,
                        database,
                        "restore.duration",
                        "duration of the latest restore test that verified a backup",
                        state -> state.recoverySeconds().isEmpty()
                                ? null
                                : state.recoverySeconds().getFirst());
            }
        }
    }

    private void bind(
            MeterRegistry registry,
            String application,
            DatabaseSettings database,
            String name,
            String description,
            Function<BackupState, @Nullable Double> value) {
        Gauge.builder("vigie.backup." + name, states, all -> orNothing(value.apply(all.of(application, database))))
                .baseUnit("seconds")
                .description(description)
                .tags(Tags.of("application", application, "database", database.id()))
                .register(registry);
    }

    private static double orNothing(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
