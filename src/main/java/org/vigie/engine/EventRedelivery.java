package org.vigie.engine;

import java.lang.reflect.Method;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.interceptor.AsyncUncaughtExceptionHandler;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Delivers events again that their listeners could not finish, for instance while the engine was down. */
@Component
class EventRedelivery implements AsyncConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(EventRedelivery.class);
    private static final Duration YOUNGEST = Duration.ofSeconds(15);

    private final IncompleteEventPublications publications;

    EventRedelivery(IncompleteEventPublications publications) {
        this.publications = publications;
    }

    /** What the last run left: not before everything is up that the listeners need. */
    @EventListener
    void deliverWhatIsLeft(ApplicationReadyEvent event) {
        publications.resubmitIncompletePublications(publication -> true);
    }

    @Scheduled(initialDelayString = "PT10S", fixedDelayString = "PT5S")
    void deliverAgain() {
        publications.resubmitIncompletePublicationsOlderThan(YOUNGEST);
    }

    /** One line instead of a stack trace: the event is kept and comes again. */
    @Override
    public AsyncUncaughtExceptionHandler getAsyncUncaughtExceptionHandler() {
        return (Throwable e, Method method, Object... event) ->
                LOG.warn("{} is delivered again later: {}", event.length == 0 ? method : event[0], e.getMessage());
    }
}
