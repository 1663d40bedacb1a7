package org.vigie.escalation;

import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;

/** What escalations ask of their process. A start is sent until a process works on it, an end until that process is gone. */
@Component
class EscalationRequests {

    static final String STARTED = "escalation-started";
    static final String ACKNOWLEDGED = "escalation-acknowledged";
    static final String ENDED = "escalation-ended";

    private static final Duration BUFFERED = Duration.ofMinutes(1);

    private final ProcessRequests requests;
    private final EscalationBriefing briefing;

    EscalationRequests(ProcessRequests requests, EscalationBriefing briefing) {
        this.requests = requests;
        this.briefing = briefing;
    }

    /** @param turn tells one start of an escalation's process from the next; empty for the first */
    void start(Escalation escalation, String turn) {
        // not buffered: while an instance with the same key runs, a repeated start is dropped
        ask(escalation.id(), "start" + turn, STARTED, Duration.ZERO, briefing.of(escalation));
    }

    void end(String escalationId, String message) {
        ask(escalationId, message, message, BUFFERED, Map.of());
    }

    private void ask(String id, String what, String message, Duration buffered, Map<String, ?> variables) {
        requests.request(new ProcessRequest("escalation/" + id + "/" + what, message, id, id, buffered, variables));
    }

    /** A process works on the escalation. */
    void started(String escalationId) {
        requests.seen(escalationId, STARTED);
    }

    /** Nobody needs to hear any more of what was asked until now. */
    void settled(String escalationId) {
        requests.withdraw(escalationId);
    }
}
