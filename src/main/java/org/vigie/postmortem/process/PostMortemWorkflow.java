package org.vigie.postmortem.process;

import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;
import org.vigie.engine.event.AfterCommit;
import org.vigie.engine.request.ProcessMessages;
import org.vigie.postmortem.ActionTicketsClosed;
import org.vigie.postmortem.PostMortemDesk;
import org.vigie.postmortem.PostMortemNeeded;

/**
 * What post-mortems tell their process. Each event is kept in the event publication registry until the engine has taken
 * it, and may therefore come more than once.
 */
@Component
@OnEngine
class PostMortemWorkflow {

    /** A process that looks at its tickets at this moment finds the message when it starts to wait. */
    private static final Duration BUFFERED = Duration.ofMinutes(1);

    private final ProcessMessages messages;
    private final PostMortemDesk postMortems;

    PostMortemWorkflow(ProcessMessages messages, PostMortemDesk postMortems) {
        this.messages = messages;
        this.postMortems = postMortems;
    }

    // not buffered (TTL 0): while an instance with the same key runs, a repeated start is dropped;
    // after it has ended, prepare-post-mortem finds that the post-mortem is taken
    @AfterCommit
    void on(PostMortemNeeded event) {
        String id = event.postMortemId();
        if (postMortems.get(id).processInstanceKey() == null) {
            publish("post-mortem-needed", id, Duration.ZERO, id);
        }
    }

    @AfterCommit
    void on(ActionTicketsClosed event) {
        publish("action-tickets-closed", event.postMortemId(), BUFFERED, event.postMortemId() + "/" + event.ticketId());
    }

    private void publish(String message, String postMortemId, Duration timeToLive, String messageId) {
        messages.publish(message, postMortemId, timeToLive, messageId, Map.of("postMortemId", postMortemId));
    }
}
