package org.vigie.github.issue;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.ticket.IssueNumbers;

/** Which ticket an issue of GitHub is. */
@Component
class LinkedIssueNumbers implements IssueNumbers {

    private final LinkedIssues issues;

    LinkedIssueNumbers(LinkedIssues issues) {
        this.issues = issues;
    }

    @Override
    public Optional<String> ticketOf(String application, long number) {
        return number > Integer.MAX_VALUE ? Optional.empty() : issues.ticketOf(application, (int) number);
    }
}
