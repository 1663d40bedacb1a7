package org.vigie.plan.load;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.annotation.Order;

/** Checks the plan files as soon as the settings are known, so that a faulty one stops the start before it costs time. */
@Order(0) // after the settings are read, before the embedded platform starts its children
class PlanPreflight implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        PlanLoader.load(Binder.get(event.getEnvironment())
                .bindOrCreate("vigie", PlanProperties.class)
                .plansDir());
    }
}
