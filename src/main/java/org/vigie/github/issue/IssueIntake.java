package org.vigie.github.issue;

import java.util.List;
import org.springframework.stereotype.Component;
import org.vigie.github.webhook.GitHubDelivery;
import org.vigie.github.webhook.GitHubUser;
import org.vigie.github.webhook.Payload;
import org.vigie.notification.MailAddress;
import org.vigie.ticket.NewTicket;
import org.vigie.ticket.Reporter;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketIntake;
import org.vigie.ticket.TicketSource;

/** Makes tickets of issues, one of each. */
@Component
class IssueIntake {

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_DESCRIPTION = 10_000;

    private final TicketIntake tickets;
    private final IssueClassifier classifier;
    private final LinkedIssues issues;

    IssueIntake(TicketIntake tickets, IssueClassifier classifier, LinkedIssues issues) {
        this.tickets = tickets;
        this.classifier = classifier;
        this.issues = issues;
    }

    /** The ticket of the issue that was opened, or the one that it has already. */
    Ticket take(GitHubDelivery delivery) {
        Payload issue = delivery.payload().at("/issue");
        int number = issue.intNumber("/number");
        GitHubUser author = GitHubUser.of(issue.at("/user"));
        String body = issue.find("/body").orElse("");
        IssueForm form = IssueForm.parse(body);
        List<String> labels = issue.items("/labels").stream()
                .map(label -> label.text("/name"))
                .toList();
        var found = classifier.classify(
                delivery.plan(), new LabelMap(delivery.plan().github().labels()), labels, form);
        Ticket ticket = tickets.create(new NewTicket(
                delivery.plan().application(),
                title(issue.text("/title")),
                description(body, issue.text("/html_url")),
                found.type(),
                found.impact(),
                found.labels(),
                new Reporter(author.login(), address(form, author)),
                TicketSource.GITHUB,
                "github/" + delivery.repositoryId() + "/" + number));
        issues.link(delivery.repositoryId(), number, delivery.plan().application(), ticket.id(), author);
        return ticket;
    }

    private static String address(IssueForm form, GitHubUser author) {
        return form.email().filter(MailAddress::isValid).orElseGet(author::hiddenAddress);
    }

    private static String title(String text) {
        String title = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return title.length() > LONGEST_TITLE ? title.substring(0, LONGEST_TITLE - 1) + "…" : title;
    }

    private static String description(String body, String url) {
        String end = "\n\n" + url;
        int longest = LONGEST_DESCRIPTION - end.length();
        return (body.length() > longest ? body.substring(0, longest - 1) + "…" : body) + end;
    }
}
