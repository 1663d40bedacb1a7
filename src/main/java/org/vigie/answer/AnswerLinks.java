package org.vigie.answer;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.vigie.audit.AuditEntry;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.security.SignedLinks;
import org.vigie.shared.ConflictException;
import org.vigie.shared.HintedException;
import org.vigie.ticket.OpenQuestion;
import org.vigie.ticket.QuestionLinks;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketProgress;

/** The signed links in mails that ask a reporter something. Each is good for its question, until its deadline, for one answer. */
@Service
public class AnswerLinks implements QuestionLinks {

    private static final String PURPOSE = "answers";

    private final SignedLinks links;
    private final TicketProgress progress;
    private final TicketDesk tickets;
    private final Plans plans;
    private final Clock clock;

    AnswerLinks(SignedLinks links, TicketProgress progress, TicketDesk tickets, Plans plans, Clock clock) {
        this.links = links;
        this.progress = progress;
        this.tickets = tickets;
        this.plans = plans;
        this.clock = clock;
    }

    /** What can be done with a link. */
    public enum State {
        OPEN,
        /** It was answered, through the link or another way, or the ticket has gone on. */
        ANSWERED,
        EXPIRED
    }

    /** What a link is about; the question is empty unless it is open. */
    public record Opened(
            State state, String turn, String question, Ticket ticket, String application, Locale language) {}

    @Override
    public URI link(String ticketId, String turn) {
        MaintenancePlan plan = plans.require(tickets.get(ticketId).application());
        Instant until = plan.tickets().reporterDeadline().promised(clock.instant(), plan.timeZone());
        return links.link(PURPOSE, List.of(ticketId, turn), until);
    }

    /** The page of the question that the ticket waits for an answer to; empty if it does not wait. */
    public Optional<URI> openPage(String ticketId) {
        return progress.openQuestion(ticketId).map(question -> link(ticketId, question.turn()));
    }

    /** Reads a link without doing anything; empty if it was not made here. */
    public Optional<Opened> open(String token) {
        return links.read(PURPOSE, token)
                .filter(content -> content.values().size() == 2)
                .map(this::opened);
    }

    /** Answers in the reporter's name; the state tells whether it could be done. Empty if the link was not made here. */
    public Optional<Opened> answer(String token, String answer) {
        Optional<Opened> link = open(token);
        try {
            link.filter(opened -> opened.state() == State.OPEN)
                    .ifPresent(opened -> tickets.answer(
                            opened.ticket().id(),
                            opened.ticket().id() + "/link/" + opened.turn(),
                            answer,
                            AuditEntry.reporter(opened.ticket().reporter().name())));
        } catch (ConflictException e) {
            return open(token); // somebody else was faster
        } catch (HintedException e) {
            return link.map(opened -> as(opened, State.ANSWERED)); // with another text: the first one counts
        }
        return link;
    }

    private Opened opened(SignedLinks.Content content) {
        Ticket ticket = tickets.get(content.values().get(0));
        String turn = content.values().get(1);
        MaintenancePlan plan = plans.require(ticket.application());
        Optional<OpenQuestion> question =
                progress.openQuestion(ticket.id()).filter(open -> open.turn().equals(turn));
        State state = content.expired() ? State.EXPIRED : question.isPresent() ? State.OPEN : State.ANSWERED;
        return new Opened(
                state, turn, question.map(OpenQuestion::text).orElse(""), ticket, plan.name(), plan.language());
    }

    private static Opened as(Opened link, State state) {
        return new Opened(state, link.turn(), link.question(), link.ticket(), link.application(), link.language());
    }
}
