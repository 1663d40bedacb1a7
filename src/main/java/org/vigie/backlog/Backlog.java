package org.vigie.backlog;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vigie.plan.Plans;
import org.vigie.shared.NotFoundException;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketPlanning;

/** The open evolutions of an application in the order of their score. */
@Service
public class Backlog {

    private static final Comparator<BacklogItem> HIGHEST_SCORE_FIRST = Comparator.comparing(
                    BacklogItem::score, Comparator.nullsLast(Comparator.<Integer>reverseOrder()))
            .thenComparing(BacklogItem::createdAt)
            .thenComparing(BacklogItem::ticketId);

    private final TicketPlanning planning;
    private final BacklogMarks marks;
    private final Plans plans;

    Backlog(TicketPlanning planning, BacklogMarks marks, Plans plans) {
        this.planning = planning;
        this.marks = marks;
        this.plans = plans;
    }

    /**
     * Highest score first, then the oldest; what was not reviewed yet comes last.
     *
     * @throws NotFoundException if the application is unknown
     */
    public List<BacklogItem> of(String application) {
        if (plans.find(application).isEmpty()) {
            throw new NotFoundException(
                    "there is no application " + application,
                    "Use the name of a plan file, such as "
                            + plans.all().getFirst().application() + ".");
        }
        Map<String, BacklogMark> byTicket = marks.of(application);
        return planning.openEvolutions(application).stream()
                .map(ticket -> item(ticket, byTicket.get(ticket.id())))
                .sorted(HIGHEST_SCORE_FIRST)
                .toList();
    }

    private static BacklogItem item(Ticket ticket, @Nullable BacklogMark mark) {
        return new BacklogItem(
                ticket.id(),
                ticket.title(),
                ticket.type(),
                ticket.priority(),
                ticket.labels(),
                ticket.createdAt(),
                mark == null ? null : mark.marks(),
                mark == null ? null : mark.score(),
                ticket.plannedRelease(),
                mark == null ? null : mark.reviewedAt());
    }
}
