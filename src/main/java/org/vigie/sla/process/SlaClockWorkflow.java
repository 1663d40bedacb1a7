package org.vigie.sla.process;

import io.camunda.client.CamundaClient;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.vigie.sla.SlaClockChanged;
import org.vigie.sla.SlaMarks;

/**
 * Wakes the process of a clock when something happened to the clock, and starts it where there is none. The messages carry
 * nothing that the process relies on; one that is lost is made up for by the sweep, and at last by the timer in the model.
 */
@Component
@ConditionalOnProperty(name = "camunda.client.enabled", matchIfMissing = true)
class SlaClockWorkflow {

    private static final Logger LOG = LoggerFactory.getLogger(SlaClockWorkflow.class);

    /** Long enough for a process that is about to wait, short enough not to disturb a later one. */
    private static final Duration BUFFERED = Duration.ofMinutes(1);

    private final CamundaClient client;
    private final SlaMarks marks;

    SlaClockWorkflow(CamundaClient client, SlaMarks marks) {
        this.client = client;
        this.marks = marks;
    }

    @Async
    @TransactionalEventListener
    void on(SlaClockChanged event) {
        String key = event.ticketId() + "/" + event.target().code();
        if (event.revision() > 1) {
            publish("sla-clock-changed", key, BUFFERED, key + "/" + event.revision(), Map.of());
        }
        if (marks.isOpen(event.ticketId(), event.target())) {
            // not buffered: dropped while an instance with the same key runs
            publish(
                    "sla-clock-started",
                    key,
                    Duration.ZERO,
                    key,
                    Map.of(
                            "ticketId",
                            event.ticketId(),
                            "target",
                            event.target().code()));
        }
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT1M")
    void wakeOverlooked() {
        try {
            marks.overlooked().forEach(this::on);
        } catch (RuntimeException e) {
            LOG.warn("SLA clocks that were overlooked are looked for again in a minute: {}", e.getMessage());
        }
    }

    private void publish(String message, String key, Duration timeToLive, String id, Map<String, ?> variables) {
        client.newPublishMessageCommand()
                .messageName(message)
                .correlationKey(key)
                .messageId(id)
                .timeToLive(timeToLive)
                .variables(variables)
                .requestTimeout(Duration.ofSeconds(10))
                .send()
                .join();
    }
}
