package org.vigie.reporter;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
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
import org.vigie.ticket.Reopening;
import org.vigie.ticket.ReporterLinks;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;

/**
 * The signed links in mails by which reporters follow their ticket and take it up again. The one to follow is good while the ticket is
 * open and can be reopened, at most for a year; the one to reopen is good for one closing of the ticket, within the plan's time.
 */
@Service
public class TicketLinks implements ReporterLinks {

    private static final String STATUS = "tickets";
    private static final String REOPENING = "reopenings";
    private static final Duration LONGEST = Duration.ofDays(365);

    private final SignedLinks links;
    private final TicketDesk tickets;
    private final Plans plans;
    private final Clock clock;

    TicketLinks(SignedLinks links, TicketDesk tickets, Plans plans, Clock clock) {
        this.links = links;
        this.tickets = tickets;
        this.plans = plans;
        this.clock = clock;
    }

    /** What can be done with a link. */
    public enum State {
        OPEN,
        /** It was asked to take the ticket up again, and it will be. */
        ASKED,
        /** The ticket has gone on since. */
        SETTLED,
        EXPIRED
    }

    /** What a link is about. */
    public record Opened(State state, Ticket ticket, String turn, String application, Locale language) {}

    @Override
    public URI status(String ticketId) {
        return links.link(STATUS, List.of(ticketId), clock.instant().plus(LONGEST));
    }

    @Override
    public URI reopening(String ticketId) {
        return tickets.reopening(ticketId)
                .map(closed -> links.link(REOPENING, List.of(ticketId, closed.turn()), closed.until()))
                .orElseGet(() -> status(ticketId));
    }

    /** Reads a link to follow a ticket without doing anything; empty if it was not made here. */
    public Optional<Opened> openStatus(String token) {
        return links.read(STATUS, token)
                .filter(content -> content.values().size() == 1)
                .map(content -> {
                    String id = content.values().getFirst();
                    Optional<Reopening> closed = tickets.reopening(id);
                    boolean over =
                            content.expired() || closed.filter(Reopening::late).isPresent();
                    return opened(id, closed.map(Reopening::turn).orElse(""), over ? State.EXPIRED : State.OPEN);
                });
    }

    /** Reads a link to reopen a ticket without doing anything; empty if it was not made here. */
    public Optional<Opened> openReopening(String token) {
        return links.read(REOPENING, token)
                .filter(content -> content.values().size() == 2)
                .map(content -> {
                    String id = content.values().get(0);
                    String turn = content.values().get(1);
                    Optional<Reopening> closed =
                            tickets.reopening(id).filter(now -> now.turn().equals(turn));
                    State state = closed.isEmpty()
                            ? State.SETTLED
                            : closed.get().asked()
                                    ? State.ASKED
                                    : content.expired() || closed.get().late() ? State.EXPIRED : State.OPEN;
                    return opened(id, turn, state);
                });
    }

    /**
     * Asks in the reporter's name to take the ticket up again, by the rules for everybody; the state tells whether it could be done.
     * Asking again changes nothing. Empty if the link was not made here.
     */
    public Optional<Opened> reopen(String token, String reason) {
        Optional<Opened> link = openReopening(token);
        if (link.isEmpty() || link.get().state() != State.OPEN) {
            return link;
        }
        Ticket ticket = link.get().ticket();
        try {
            tickets.reopen(
                    ticket.id(),
                    ticket.id() + "/link/" + link.get().turn(),
                    reason,
                    AuditEntry.reporter(ticket.reporter().name()));
        } catch (ConflictException e) {
            // somebody else was faster, or the time is over
        } catch (HintedException e) {
            // asked before, in other words: the first ones count
        }
        return openReopening(token);
    }

    private Opened opened(String id, String turn, State state) {
        Ticket ticket = tickets.get(id);
        MaintenancePlan plan = plans.require(ticket.application());
        return new Opened(state, ticket, turn, plan.name(), plan.language());
    }
}
