package org.vigie.escalation.process;

import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;
import org.vigie.engine.event.AfterCommit;
import org.vigie.engine.request.ProcessMessages;
import org.vigie.escalation.EscalationAcknowledged;
import org.vigie.escalation.EscalationBriefing;
import org.vigie.escalation.EscalationEnded;
import org.vigie.escalation.EscalationStarted;

/**
 * What escalations tell their process. Each event is kept in the event publication registry until the engine has taken it,
 * and may therefore come more than once; a message that is lost all the same is made up for at the next step.
 */
@Component
@OnEngine
class EscalationWorkflow {

    private static final Duration BUFFERED = Duration.ofMinutes(1);

    private final ProcessMessages messages;
    private final EscalationBriefing briefing;

    EscalationWorkflow(ProcessMessages messages, EscalationBriefing briefing) {
        this.messages = messages;
        this.briefing = briefing;
    }

    // buffered for the message id to be known: a repeated start finds the first one, or an escalation that is over
    @AfterCommit
    void on(EscalationStarted event) {
        publish("escalation-started", event.escalationId(), briefing.of(event.escalationId()));
    }

    @AfterCommit
    void on(EscalationAcknowledged event) {
        publish("escalation-acknowledged", event.escalationId(), Map.of());
    }

    @AfterCommit
    void on(EscalationEnded event) {
        publish("escalation-ended", event.escalationId(), Map.of());
    }

    private void publish(String message, String escalationId, Map<String, ?> variables) {
        messages.publish(message, escalationId, BUFFERED, escalationId, variables);
    }
}
