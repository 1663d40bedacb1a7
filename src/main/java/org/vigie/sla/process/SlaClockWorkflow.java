package org.vigie.sla.process;

import java.time.Duration;
import java.util.Map;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;
import org.vigie.engine.event.AfterCommit;
import org.vigie.engine.request.ProcessMessages;
import org.vigie.sla.SlaClockChanged;
import org.vigie.sla.SlaMarks;

/**
 * Wakes the process of a clock when something happened to the clock, and starts it where there is none. The messages carry
 * nothing that the process relies on; one that is lost is made up for by the sweep, and at last by the timer in the model.
 */
@Component
@OnEngine
class SlaClockWorkflow {

    private static final Logger LOG = LoggerFactory.getLogger(SlaClockWorkflow.class);

    /** Long enough for a process that is about to wait, short enough not to disturb a later one. */
    private static final Duration BUFFERED = Duration.ofMinutes(1);

    private final ProcessMessages messages;
    private final SlaMarks marks;

    SlaClockWorkflow(ProcessMessages messages, SlaMarks marks) {
        this.messages = messages;
        this.marks = marks;
    }

    @AfterCommit(
            id = "sla.tell-process-of-change",
            former = "org.vigie.sla.process.SlaClockWorkflow.on(org.vigie.sla.SlaClockChanged)")
    void on(SlaClockChanged event) {
        String key = event.ticketId() + "/" + event.target().code();
        if (event.revision() > 1) {
            messages.publish("sla-clock-changed", key, BUFFERED, key + "/" + event.revision(), Map.of());
        }
        if (marks.isOpen(event.ticketId(), event.target())) {
            // not buffered: dropped while an instance with the same key runs
            messages.publish(
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
    @SchedulerLock(name = "sla-clocks-overlooked")
    void wakeOverlooked() {
        try {
            marks.overlooked().forEach(this::on);
        } catch (RuntimeException e) {
            LOG.warn("SLA clocks that were overlooked are looked for again in a minute: {}", e.getMessage());
        }
    }
}
