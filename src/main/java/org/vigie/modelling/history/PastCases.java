package org.vigie.modelling.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.alert.AlertReplay;
import org.vigie.engine.decision.Decisions;
import org.vigie.modelling.Finding;
import org.vigie.modelling.ModelKind;
import org.vigie.modelling.ModelSet;
import org.vigie.modelling.Tried;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.PlanCalendars;
import org.vigie.plan.Plans;
import org.vigie.shared.HintedException;
import org.vigie.sla.DueDates;
import org.vigie.sla.SlaPolicy;
import org.vigie.ticket.PriorityPolicy;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;

/** Tries changed tables on past tickets and alerts. Nothing of it takes effect. */
@Component
public class PastCases {

    private static final String PRIORITY = "ticketPriority.dmn";
    private static final String SLA = "ticketSla.dmn";
    private static final String ALERTS = "alertRouting.dmn";
    private static final int MOST_TICKETS = 2000;
    private static final Duration ALERTS_OF = Duration.ofDays(90);

    /** What was found, and what stands against the change. */
    public record Outcome(List<Tried> tried, List<Finding> refusals) {}

    /** What a table makes of a ticket. */
    private record Answer(String priority, DueDates due) {}

    private final TicketDesk tickets;
    private final Plans plans;
    private final PlanCalendars calendars;
    private final AlertReplay alerts;
    private final Clock clock;

    PastCases(TicketDesk tickets, Plans plans, PlanCalendars calendars, AlertReplay alerts, Clock clock) {
        this.tickets = tickets;
        this.plans = plans;
        this.calendars = calendars;
        this.alerts = alerts;
        this.clock = clock;
    }

    /** Of the tables that differ, what they would have made of the newest two thousand tickets and the alerts of a quarter. */
    public Outcome tryOn(ModelSet inForce, ModelSet changed) {
        Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>());
        Set<String> files = changed.differingFrom(inForce);
        if (files.contains(PRIORITY) || files.contains(SLA)) {
            tickets(inForce, changed, outcome);
        }
        if (files.contains(ALERTS)) {
            alerts(Objects.requireNonNull(changed.text(ALERTS)), outcome);
        }
        files.stream()
                .filter(file -> file.endsWith(ModelKind.DECISION.ending()))
                .filter(file -> !Set.of(PRIORITY, SLA, ALERTS).contains(file))
                .forEach(file -> outcome.tried().add(new Tried("tried.not", List.of(file))));
        return outcome;
    }

    private void tickets(ModelSet inForce, ModelSet changed, Outcome outcome) {
        List<Ticket> past = tickets.list(null, null, MOST_TICKETS, 0).stream()
                .filter(ticket -> plans.find(ticket.application()).isPresent())
                .toList();
        if (past.isEmpty()) {
            outcome.tried().add(new Tried("tried.tickets.none", List.of()));
            return;
        }
        Decisions now = decisions(inForce);
        Decisions then = decisions(changed);
        Map<String, Integer> become = new TreeMap<>();
        Moves response = new Moves();
        Moves resolution = new Moves();
        List<String> unanswered = new ArrayList<>();
        String why = "";
        for (Ticket ticket : past) {
            Answer before;
            try {
                before = answer(now, ticket);
            } catch (HintedException e) {
                continue; // a ticket of a rule that is gone already
            }
            try {
                Answer after = answer(then, ticket);
                if (!before.priority().equals(after.priority())) {
                    become.merge(after.priority(), 1, Integer::sum);
                }
                response.add(before.due().response(), after.due().response());
                resolution.add(before.due().resolution(), after.due().resolution());
            } catch (HintedException e) {
                why = unanswered.isEmpty() ? e.fact() : why;
                unanswered.add(ticket.id());
            }
        }
        String all = String.valueOf(past.size());
        if (!unanswered.isEmpty()) {
            outcome.refusals()
                    .add(Finding.of(
                            changed.differingFrom(inForce).contains(PRIORITY) ? PRIORITY : SLA,
                            null,
                            "refused.history",
                            changed.differingFrom(inForce).contains(PRIORITY) ? PRIORITY : SLA,
                            unanswered.size(),
                            unanswered.getFirst(),
                            why));
        }
        become.forEach((priority, count) ->
                outcome.tried().add(new Tried("tried.priority", List.of(String.valueOf(count), all, priority))));
        if (become.isEmpty()) {
            outcome.tried().add(new Tried("tried.priority.same", List.of(all)));
        }
        outcome.tried().add(response.told("tried.response", all));
        outcome.tried().add(resolution.told("tried.resolution", all));
    }

    private Answer answer(Decisions decisions, Ticket ticket) {
        MaintenancePlan plan = plans.find(ticket.application()).orElseThrow();
        String priority = new PriorityPolicy(decisions)
                .priorityOf(ticket.application(), ticket.type(), ticket.impact())
                .priority();
        SlaPolicy sla = new SlaPolicy(decisions, calendars);
        return new Answer(
                priority, sla.dueDates(plan, sla.targetsOf(ticket.application(), priority), ticket.createdAt()));
    }

    private static Decisions decisions(ModelSet set) {
        Map<String, String> tables = new TreeMap<>();
        Stream.of(PRIORITY, SLA).forEach(file -> tables.put(file, Objects.requireNonNull(set.text(file))));
        return Decisions.of(tables);
    }

    private void alerts(String table, Outcome outcome) {
        Instant now = clock.instant();
        List<AlertReplay.Replayed> replayed = alerts.replay(table, now.minus(ALERTS_OF), now);
        long otherwise = replayed.stream().filter(AlertReplay.Replayed::changed).count();
        outcome.tried()
                .add(new Tried(
                        "tried.alerts",
                        Stream.<Object>of(otherwise, replayed.size())
                                .map(String::valueOf)
                                .toList()));
    }

    /** How due dates move. */
    private static final class Moves {

        private int earlier;
        private int later;
        private Duration mostEarlier = Duration.ZERO;
        private Duration mostLater = Duration.ZERO;
        private int otherwise;

        void add(@Nullable Instant before, @Nullable Instant after) {
            if (before == null || after == null) {
                otherwise += before == after ? 0 : 1;
                return;
            }
            Duration by = Duration.between(before, after);
            if (by.isNegative()) {
                earlier++;
                mostEarlier = mostEarlier.compareTo(by.negated()) < 0 ? by.negated() : mostEarlier;
            } else if (!by.isZero()) {
                later++;
                mostLater = mostLater.compareTo(by) < 0 ? by : mostLater;
            }
        }

        Tried told(String says, String all) {
            if (earlier + later + otherwise == 0) {
                return new Tried(says + ".same", List.of(all));
            }
            return new Tried(
                    says,
                    Stream.<Object>of(
                                    earlier + later + otherwise,
                                    all,
                                    earlier,
                                    text(mostEarlier),
                                    later,
                                    text(mostLater))
                            .map(String::valueOf)
                            .toList());
        }

        /** The same in each language. */
        private static String text(Duration span) {
            return span.toHours() + " h" + (span.toMinutesPart() == 0 ? "" : " " + span.toMinutesPart() + " min");
        }
    }
}
