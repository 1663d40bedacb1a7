package org.vigie.github.issue;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.github.webhook.GitHubDelivery;
import org.vigie.github.webhook.GitHubUser;
import org.vigie.github.webhook.Payload;
import org.vigie.shared.value.LongText;
import org.vigie.shared.value.MailAddress;
import org.vigie.shared.value.PersonName;
import org.vigie.shared.value.Texts;
import org.vigie.shared.value.Title;
import org.vigie.ticket.NewTicket;
import org.vigie.ticket.Reporter;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketIntake;
import org.vigie.ticket.TicketSource;

/** Makes tickets of issues, one of each. */
@Component
class IssueIntake {

    /** Whoever opens an issue may name anybody's address: so often a day it gets mail about it, and no more. */
    static final int MOST_A_DAY = 20;

    private final TicketIntake tickets;
    private final IssueClassifier classifier;
    private final LinkedIssues issues;
    private final AuditTrail audit;
    private final Clock clock;

    IssueIntake(TicketIntake tickets, IssueClassifier classifier, LinkedIssues issues, AuditTrail audit, Clock clock) {
        this.tickets = tickets;
        this.classifier = classifier;
        this.issues = issues;
        this.audit = audit;
        this.clock = clock;
    }

    /** The ticket of the issue, or the one that it has already; empty if the plan leaves its author out. */
    Optional<Ticket> take(GitHubDelivery delivery) {
        Payload issue = delivery.payload().at("/issue");
        int number = issue.intNumber("/number");
        GitHubUser author = GitHubUser.of(issue.at("/user"));
        if (delivery.plan().github().leavesOut(author.login())) {
            return Optional.empty();
        }
        String body = issue.find("/body").orElse("");
        IssueForm form = IssueForm.parse(body);
        List<String> labels = delivery.labels();
        var found = classifier.classify(
                delivery.plan(), new LabelMap(delivery.plan().github().labels()), labels, form);
        Optional<MailAddress> given = form.email().flatMap(MailAddress::in);
        Optional<MailAddress> address = given.filter(this::isNotNamedTooOften);
        Ticket ticket = tickets.create(new NewTicket(
                delivery.plan().application(),
                Title.cleaned(issue.text("/title")).text(),
                LongText.cleaned(body, address(delivery, issue, number)).text(),
                found.type(),
                found.impact(),
                found.labels(),
                new Reporter(
                        PersonName.cleaned(author.login()).text(),
                        address.map(MailAddress::text).orElseGet(author::hiddenAddress)),
                TicketSource.GITHUB,
                "github/" + delivery.repositoryId() + "/" + number));
        if (issues.link(delivery.repositoryId(), number, delivery.plan().application(), ticket.id(), author)) {
            issues.seen(ticket.id(), labels, delivery.issueAt());
            if (address.isEmpty()) {
                form.email()
                        .ifPresent(text -> note(
                                ticket,
                                delivery,
                                given.isPresent() ? "mail address named too often" : "mail address not understood",
                                text));
            }
        }
        return Optional.of(ticket);
    }

    private boolean isNotNamedTooOften(MailAddress address) {
        return tickets.countOfReporter(address, clock.instant().minus(Duration.ofDays(1))) < MOST_A_DAY;
    }

    private void note(Ticket ticket, GitHubDelivery delivery, String action, String text) {
        audit.add(new AuditEntry(
                ticket.id(),
                clock.instant(),
                AuditEntry.VIGIE,
                action,
                Map.of("given", Texts.cut(Texts.oneLine(text), 200), "reporter", delivery.actor())));
    }

    private static String address(GitHubDelivery delivery, Payload issue, int number) {
        return issue.find("/html_url")
                .orElseGet(() ->
                        "https://github.com/" + delivery.payload().text("/repository/full_name") + "/issues/" + number);
    }
}
