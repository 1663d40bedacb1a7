package org.vigie.postmortem.process;

import io.camunda.client.CamundaClient;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.vigie.postmortem.ActionTicketsClosed;
import org.vigie.postmortem.PostMortemDesk;
import org.vigie.postmortem.PostMortemNeeded;

/**
 * What post-mortems tell their process. Each event is kept in the event publication registry until the engine has taken
 * it, and may therefore come more than once.
 */
@Component
@ConditionalOnProperty(name = "camunda.client.enabled", matchIfMissing = true)
class PostMortemWorkflow {

    /** A process that looks at its tickets at this moment finds the message when it starts to wait. */
    private static final Duration BUFFERED = Duration.ofMinutes(1);

    private final CamundaClient client;
    private final PostMortemDesk postMortems;

    PostMortemWorkflow(CamundaClient client, PostMortemDesk postMortems) {
        this.client = client;
        this.postMortems = postMortems;
    }

    // not buffered (TTL 0): while an instance with the same key runs, a repeated start is dropped;
    // after it has ended, prepare-post-mortem finds that the post-mortem is taken
    @Async
    @TransactionalEventListener
    void on(PostMortemNeeded event) {
        String id = event.postMortemId();
        if (postMortems.get(id).processInstanceKey() == null) {
            publish("post-mortem-needed", id, Duration.ZERO, id);
        }
    }

    @Async
    @TransactionalEventListener
    void on(ActionTicketsClosed event) {
        publish("action-tickets-closed", event.postMortemId(), BUFFERED, event.postMortemId() + "/" + event.ticketId());
    }

    private void publish(String message, String postMortemId, Duration timeToLive, String messageId) {
        client.newPublishMessageCommand()
                .messageName(message)
                .correlationKey(postMortemId)
                .messageId(messageId)
                .timeToLive(timeToLive)
                .variables(Map.of("postMortemId", postMortemId))
                .requestTimeout(Duration.ofSeconds(10))
                .send()
                .join();
    }
}
