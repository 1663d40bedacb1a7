package org.vigie.notification;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** Counts what has not arrived: {@code vigie.notices} by state. */
@Component
class NoticeMetrics implements MeterBinder {

    private final NoticeStore store;

    NoticeMetrics(NoticeStore store) {
        this.store = store;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (NoticeState state : NoticeState.values()) {
            if (state != NoticeState.SENT && state != NoticeState.UNNEEDED) {
                Gauge.builder("vigie.notices", store, kept -> kept.count(state))
                        .tag("state", state.code())
                        .description("Notices that are waiting, or did not arrive")
                        .register(registry);
            }
        }
    }
}
