package org.vigie.github.issue;

import org.springframework.stereotype.Component;
import org.vigie.github.webhook.GitHubDelivery;
import org.vigie.ticket.Reclassification;

/** Takes over what people say about a ticket by the labels of its issue. */
@Component
class IssueRelabelling {

    private final IssueClassifier classifier;
    private final Reclassification tickets;

    IssueRelabelling(IssueClassifier classifier, Reclassification tickets) {
        this.classifier = classifier;
        this.tickets = tickets;
    }

    /** False if the ticket stays as it is: the label says nothing about it, or it is closed. */
    boolean take(GitHubDelivery delivery, LinkedIssue issue, LabelChange change) {
        LabelMap map = new LabelMap(delivery.plan().github().labels());
        return tickets.reclassify(
                issue.ticketId(),
                delivery.key("labels/" + change.label()),
                before -> classifier.reclassify(delivery.plan(), map, change, before),
                "label " + change.label() + (change.added() ? " added to" : " removed from") + " issue #"
                        + issue.number(),
                delivery.actor());
    }
}
