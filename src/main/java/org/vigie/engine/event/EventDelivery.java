package org.vigie.engine.event;

import java.lang.reflect.Method;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.interceptor.AsyncUncaughtExceptionHandler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Runs the listeners of events, a few at a time: what follows from a ticket must not keep the next one from being taken.
 * The others wait in the order of their events. At shutdown they are dropped: their events are kept and come again.
 */
@Component
class EventDelivery extends ThreadPoolTaskExecutor implements AsyncConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(EventDelivery.class);
    private static final int AT_A_TIME = 4;

    private final ObjectProvider<FailingEvents> failing;

    EventDelivery(ObjectProvider<FailingEvents> failing) {
        this.failing = failing;
        setCorePoolSize(AT_A_TIME);
        setMaxPoolSize(AT_A_TIME);
        setThreadNamePrefix("event-");
        setDaemon(true);
        setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        setAwaitTerminationSeconds(5);
    }

    /** Whether every event that came was given to its listener. */
    boolean hasCaughtUp() {
        return getQueueSize() == 0;
    }

    @Override
    public Executor getAsyncExecutor() {
        return this;
    }

    /** One line instead of a stack trace: the event is kept and comes again. */
    @Override
    public AsyncUncaughtExceptionHandler getAsyncUncaughtExceptionHandler() {
        return (Throwable e, Method method, Object... event) -> {
            LOG.warn("{} is delivered again later: {}", event.length == 0 ? method : event[0], e.getMessage());
            if (event.length > 0 && event[0].getClass().isAnnotationPresent(StoredAs.class)) {
                note(event[0], e);
            }
        };
    }

    private void note(Object event, Throwable failure) {
        try {
            failing.getObject().note(event, String.valueOf(failure.getMessage()));
        } catch (RuntimeException e) {
            LOG.debug("the failure is not noted: {}", e.getMessage());
        }
    }
}
