package org.vigie.postmortem;

import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;

/** What post-mortems ask of their process. Each request is sent until the post-mortem says here that it was seen. */
@Component
class PostMortemRequests {

    private static final String NEEDED = "post-mortem-needed";
    private static final String TICKETS_CLOSED = "action-tickets-closed";

    /** A process that looks at its tickets at this moment finds the message when it starts to wait. */
    private static final Duration BUFFERED = Duration.ofMinutes(1);

    private final ProcessRequests requests;

    PostMortemRequests(ProcessRequests requests) {
        this.requests = requests;
    }

    /** @param turn tells one start of a post-mortem's process from the next; empty for the first */
    void start(String postMortemId, String turn) {
        // not buffered: while an instance with the same key runs, a repeated start is dropped
        ask(postMortemId, "start" + turn, NEEDED, Duration.ZERO);
    }

    /** The last open ticket of its long-term actions was closed. */
    void ticketsClosed(String postMortemId, String lastTicketId) {
        ask(postMortemId, "tickets-closed/" + lastTicketId, TICKETS_CLOSED, BUFFERED);
    }

    private void ask(String postMortemId, String what, String message, Duration buffered) {
        requests.request(new ProcessRequest(
                "post-mortem/" + postMortemId + "/" + what,
                message,
                postMortemId,
                postMortemId,
                buffered,
                Map.of("postMortemId", postMortemId)));
    }

    /** A process has begun. */
    void started(String postMortemId) {
        requests.seen(postMortemId, NEEDED);
    }

    /** The process looks at the tickets of its actions. */
    void ticketsSeen(String postMortemId) {
        requests.seen(postMortemId, TICKETS_CLOSED);
    }

    /** The post-mortem is closed: what was asked of its process before is settled. */
    void settled(String postMortemId) {
        requests.withdraw(postMortemId);
    }
}
