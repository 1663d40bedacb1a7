package org.vigie.effect;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Renews leases while their effects are under way, each at a third of its length. */
@Component
class EffectRenewals implements DisposableBean {

    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("effect-lease-", 1).factory());

    EffectRenewals() {
        threads.setRemoveOnCancelPolicy(true);
    }

    /** Until what is returned is cancelled. */
    Future<?> every(Duration length, Runnable renewal) {
        long third = length.dividedBy(3).toMillis();
        return threads.scheduleAtFixedRate(renewal, third, third, TimeUnit.MILLISECONDS);
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }
}
