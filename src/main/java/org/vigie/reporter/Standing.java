package org.vigie.reporter;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vigie.answer.AnswerLinks;
import org.vigie.audit.AuditEntry;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.Words;
import org.vigie.sla.SlaReading;
import org.vigie.sla.SlaReadings;
import org.vigie.sla.clock.TargetClock;
import org.vigie.ticket.Reopening;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketStatus;
import org.vigie.validation.ValidationLinks;

/** Where a ticket stands, in the words of its reporter: the language and local time of the plan. */
@Service
public class Standing {

    private final TicketDesk tickets;
    private final SlaReadings clocks;
    private final AnswerLinks questions;
    private final ValidationLinks validations;
    private final TicketLinks links;
    private final Plans plans;
    private final Map<String, Words> words = Words.LANGUAGES.stream()
            .collect(Collectors.toMap(Locale::getLanguage, each -> new Words("reporter", each)));

    Standing(
            TicketDesk tickets,
            SlaReadings clocks,
            AnswerLinks questions,
            ValidationLinks validations,
            TicketLinks links,
            Plans plans) {
        this.tickets = tickets;
        this.clocks = clocks;
        this.questions = questions;
        this.validations = validations;
        this.links = links;
        this.plans = plans;
    }

    /** A promise and what became of it. */
    public record Time(String name, String text) {}

    /** @param at for programs */
    public record Event(Instant at, String when, String text) {}

    /**
     * Where it stands.
     *
     * @param now what happens at present
     * @param reason why it was closed, as the mail about it said; empty if it is open or no reason was given
     * @param button the page on which the reporter is asked something, or can take the ticket up again; null: neither
     * @param buttonText what the button says
     * @param until the last moment to take it up again; empty while it is open
     */
    public record View(
            String now,
            String reason,
            @Nullable URI button,
            String buttonText,
            List<Time> times,
            List<Event> events,
            String until) {}

    /** Where this ticket stands now. */
    public View of(Ticket ticket) {
        MaintenancePlan plan = plans.require(ticket.application());
        Words say = words.get(plan.language().getLanguage());
        ZoneId zone = plan.timeZone();
        Optional<Reopening> closed = tickets.reopening(ticket.id());
        boolean asked = closed.filter(Reopening::asked).isPresent();
        List<AuditEntry> history = tickets.history(ticket.id());
        Optional<Button> button = asked ? Optional.empty() : button(ticket, closed);
        return new View(
                say.get("now." + (asked ? "asked" : ticket.status().id())),
                closed.isPresent() && !asked ? PublicEvents.reason(history) : "",
                button.map(Button::page).orElse(null),
                button.map(shown -> say.get("button." + shown.text())).orElse(""),
                times(ticket, say, zone),
                PublicEvents.of(history).stream()
                        .map(event ->
                                new Event(event.at(), say.moment(event.at(), zone), say.get("event." + event.kind())))
                        .toList(),
                closed.map(reopening -> say.moment(reopening.until(), zone)).orElse(""));
    }

    private record Button(URI page, String text) {}

    private Optional<Button> button(Ticket ticket, Optional<Reopening> closed) {
        if (closed.isPresent()) {
            return closed.filter(reopening -> !reopening.late())
                    .map(reopening -> new Button(links.reopening(ticket.id()), "reopen"));
        }
        return switch (ticket.status()) {
            case WAITING_FOR_REPORTER -> questions.openPage(ticket.id()).map(page -> new Button(page, "answer"));
            case VALIDATION -> validations.openPage(ticket.id()).map(page -> new Button(page, "validate"));
            default -> Optional.empty();
        };
    }

    private List<Time> times(Ticket ticket, Words say, ZoneId zone) {
        if (ticket.status().isClosed() && ticket.status() != TicketStatus.RESOLVED) {
            return List.of();
        }
        List<Time> times = new ArrayList<>();
        for (SlaReading reading : clocks.of(ticket.id())) {
            times.add(new Time(say.get("time." + reading.target().code()), time(reading, say, zone)));
        }
        return times;
    }

    private static String time(SlaReading reading, Words say, ZoneId zone) {
        Instant due = reading.clock().due();
        Instant done = reading.stoppedAt();
        if (done != null) {
            return say.get("time.done", say.moment(done, zone));
        }
        if (reading.clock().state() == TargetClock.State.PAUSED) {
            return say.get("time.paused");
        }
        return due == null
                ? say.get("time.planned")
                : say.get(reading.clock().breached() ? "time.late" : "time.by", say.moment(due, zone));
    }
}
