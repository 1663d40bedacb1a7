package org.vigie.overview.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import org.vigie.calendar.Segment;
import org.vigie.engine.OperateLinks;
import org.vigie.plan.Plans;
import org.vigie.sla.SlaReading;
import org.vigie.sla.SlaReadings;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketStatus;

/** Tickets: the list, and one with its clocks, why it is late, and who did what. */
@RestController
@Hidden
class TicketPageController {

    private static final int PAGE = 50;

    private final Pages pages;
    private final Frames frames;
    private final Plans plans;
    private final TicketDesk tickets;
    private final SlaReadings clocks;
    private final OperateLinks operate;

    TicketPageController(
            Pages pages, Frames frames, Plans plans, TicketDesk tickets, SlaReadings clocks, OperateLinks operate) {
        this.pages = pages;
        this.frames = frames;
        this.plans = plans;
        this.tickets = tickets;
        this.clocks = clocks;
        this.operate = operate;
    }

    /** @param older address of the next page; empty: this is the last one */
    record TicketList(Frame frame, List<TicketLine> tickets, String older) {}

    /**
     * @param facts name and value, those that are known
     * @param pullRequest empty unless it is an address of the web
     */
    record TicketPage(
            Frame frame,
            Ticket ticket,
            List<Fact> facts,
            List<ClockView> clocks,
            List<Trail> history,
            String operate,
            String pullRequest) {

        boolean waitsForReporter() {
            return ticket.status() == TicketStatus.WAITING_FOR_REPORTER;
        }
    }

    record Fact(String name, String value) {}

    /** @param part how much of the promise is used up, from 0 to 100 */
    record ClockView(
            String target,
            String state,
            String due,
            String spent,
            String remaining,
            String sign,
            int part,
            List<LedgerLine> ledger) {}

    record LedgerLine(String from, String to, String kind, String counted, String note) {}

    @GetMapping("/tickets")
    ResponseEntity<byte[]> list(
            @RequestParam(required = false) @Nullable String application,
            @RequestParam(defaultValue = "0") int page,
            HttpServletRequest request) {
        Frame frame = frames.of(request, "tickets.title");
        Moments moments = frames.moments(frame);
        int asked = Math.clamp(page, 0, 100_000);
        List<Ticket> found = tickets.list(application, null, PAGE + 1, asked * PAGE);
        List<Ticket> shown = found.subList(0, Math.min(PAGE, found.size()));
        var next = clocks.nextOf(shown.stream().map(Ticket::id).toList());
        String older = found.size() > PAGE ? older(application, asked + 1) : "";
        return pages.page(
                "tickets",
                new TicketList(
                        frame,
                        shown.stream()
                                .map(ticket -> TicketLine.of(ticket, next.get(ticket.id()), zone(ticket), moments))
                                .toList(),
                        older));
    }

    private static String older(@Nullable String application, int page) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/tickets").queryParam("page", page);
        if (application != null) {
            address.queryParam("application", "{application}");
            return address.encode().buildAndExpand(application).toUriString();
        }
        return address.toUriString();
    }

    @GetMapping("/tickets/{id}")
    ResponseEntity<byte[]> one(@PathVariable String id, HttpServletRequest request) {
        Ticket ticket = tickets.get(id);
        Frame frame = frames.of(request, "ticket.title", ticket.id());
        Moments moments = frames.moments(frame);
        String change = ticket.pullRequest() == null ? "" : ticket.pullRequest();
        return pages.page(
                "ticket",
                new TicketPage(
                        frame,
                        ticket,
                        facts(ticket, frame, moments),
                        clocks.of(id).stream()
                                .map(reading -> clock(reading, frame, zone(ticket), moments))
                                .toList(),
                        Trail.of(tickets.history(id), zone(ticket), moments),
                        ticket.processInstanceKey() == null
                                ? ""
                                : operate.instance(ticket.processInstanceKey()).toString(),
                        change.startsWith("https://") || change.startsWith("http://") ? change : ""));
    }

    private List<Fact> facts(Ticket ticket, Frame frame, Moments moments) {
        List<Fact> facts = new ArrayList<>();
        fact(facts, frame, "application", ticket.application());
        fact(facts, frame, "priority", ticket.priority());
        fact(facts, frame, "status", ticket.status().id());
        fact(facts, frame, "type", ticket.type().id());
        fact(facts, frame, "impact", ticket.impact().id());
        fact(facts, frame, "reporter", ticket.reporter().name());
        fact(facts, frame, "owner", ticket.owner());
        fact(facts, frame, "team", ticket.team());
        fact(facts, frame, "release", ticket.plannedRelease());
        fact(facts, frame, "cause", ticket.rootCause());
        fact(facts, frame, "created", moments.at(ticket.createdAt(), zone(ticket)));
        fact(facts, frame, "closed", moments.atOrNothing(ticket.closedAt(), zone(ticket)));
        return facts;
    }

    private static void fact(List<Fact> facts, Frame frame, String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            facts.add(new Fact(frame.say("fact." + name), value));
        }
    }

    private static ClockView clock(SlaReading reading, Frame frame, ZoneId zone, Moments moments) {
        var clock = reading.clock();
        String due = clock.due() == null ? frame.say("clock.noDue") : moments.at(clock.due(), zone);
        int part = clock.target()
                .allowance()
                .filter(promised -> !promised.isZero())
                .map(promised -> (int) Math.min(100, clock.spent().toSeconds() * 100 / promised.toSeconds()))
                .orElse(0);
        return new ClockView(
                frame.say("target." + reading.target().code()),
                frame.say("clock.state." + clock.state().name().toLowerCase(Locale.ROOT)),
                due,
                moments.span(clock.spent()),
                clock.remaining() == null ? "" : moments.span(clock.remaining()),
                clock.breached() ? "down" : reading.warnedAt() == null ? "up" : "degraded",
                part,
                reading.segments().stream()
                        .map(segment -> line(segment, frame, zone, moments))
                        .toList());
    }

    private static LedgerLine line(Segment segment, Frame frame, ZoneId zone, Moments moments) {
        return new LedgerLine(
                frame.words().moment(segment.from(), zone),
                frame.words().moment(segment.to(), zone),
                frame.say("segment." + segment.kind().name().toLowerCase(Locale.ROOT)),
                segment.counted().isZero() ? "–" : moments.span(segment.counted()),
                segment.note() == null ? "" : segment.note());
    }

    private ZoneId zone(Ticket ticket) {
        return plans.require(ticket.application()).timeZone();
    }
}
