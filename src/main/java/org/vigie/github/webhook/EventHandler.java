package org.vigie.github.webhook;

import java.util.Set;

/** Does what one kind of event asks for. */
public interface EventHandler {

    /** The names of the events, as in {@code X-GitHub-Event}. */
    Set<String> events();

    /**
     * Acts on a delivery, in a transaction that is rolled back if this fails.
     *
     * @return what came of it, for whoever looks the delivery up
     * @throws TooEarlyException if something has to happen first that probably will
     * @throws org.vigie.inbox.UnreadableDeliveryException if nothing can be done with it, now or later
     */
    String handle(GitHubDelivery delivery);
}
