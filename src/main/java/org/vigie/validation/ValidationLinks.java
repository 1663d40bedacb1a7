package org.vigie.validation;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.vigie.audit.AuditEntry;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.security.SignedLinks;
import org.vigie.shared.ConflictException;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketMails;

/** The mails that ask a reporter to validate, and the signed links in them that take the answer without an account. */
@Service
public class ValidationLinks {

    private static final String PURPOSE = "validations";

    private final SignedLinks links;
    private final Validations validations;
    private final TicketMails mails;
    private final TicketDesk tickets;
    private final Plans plans;

    ValidationLinks(SignedLinks links, Validations validations, TicketMails mails, TicketDesk tickets, Plans plans) {
        this.links = links;
        this.validations = validations;
        this.mails = mails;
        this.tickets = tickets;
        this.plans = plans;
    }

    /** What can be done with a link. */
    public enum State {
        /** The question waits for its answer. */
        OPEN,
        /** It was answered, through the link or another way, or the ticket has gone on. */
        ANSWERED,
        EXPIRED
    }

    /** What a link is about. */
    public record Opened(State state, Validation question, Ticket ticket, String application, Locale language) {}

    /** Asks the reporter. */
    public void ask(String ticketId, String summary) {
        mail("validation-request", validations.ask(ticketId), summary);
    }

    /** Reminds the reporter of the latest question, once. */
    public void remind(String ticketId, String summary) {
        mail("validation-reminder", validations.latest(ticketId), summary);
    }

    /** The page of the question that the ticket waits for an answer to; empty if it does not wait. */
    public Optional<URI> openPage(String ticketId) {
        return validations.find(ticketId).filter(validations::isOpen).map(this::link);
    }

    private URI link(Validation question) {
        return links.link(PURPOSE, List.of(question.ticketId(), Long.toString(question.round())), question.deadline());
    }

    private void mail(String message, Validation question, String summary) {
        URI link = link(question);
        mails.tellReporter(
                question.ticketId(),
                message,
                Long.toString(question.round()),
                Map.of("link", link.toString(), "deadline", question.deadline(), "summary", summary));
    }

    /** Reads a link without doing anything; empty if it was not made here. */
    public Optional<Opened> open(String token) {
        return links.read(PURPOSE, token)
                .filter(content -> content.values().size() == 2)
                .map(this::opened);
    }

    /** Answers in the reporter's name; the state tells whether it could be done. Empty if the link was not made here. */
    public Optional<Opened> answer(String token, Validation.Answer answer) {
        Optional<Opened> link = open(token);
        try {
            link.filter(opened -> opened.state() == State.OPEN)
                    .ifPresent(opened -> validations.answer(
                            opened.ticket().id(),
                            answer,
                            AuditEntry.reporter(opened.ticket().reporter().name())));
        } catch (ConflictException e) {
            return open(token); // somebody else was faster
        }
        return link.map(opened -> repeated(opened, answer));
    }

    /** A form sent twice gives the same page twice. */
    private static Opened repeated(Opened link, Validation.Answer answer) {
        return answer.equals(link.question().answer())
                ? new Opened(State.OPEN, link.question(), link.ticket(), link.application(), link.language())
                : link;
    }

    private Opened opened(SignedLinks.Content content) {
        Ticket ticket = tickets.get(content.values().get(0));
        long round = Long.parseLong(content.values().get(1));
        Validation question = validations.latest(ticket.id());
        MaintenancePlan plan = plans.require(ticket.application());
        State state = content.expired() ? State.EXPIRED : State.ANSWERED;
        if (!content.expired() && question.round() == round && validations.isOpen(question)) {
            state = State.OPEN;
        }
        return new Opened(state, question, ticket, plan.name(), plan.language());
    }
}
