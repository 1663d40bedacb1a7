package org.vigie.github.issue;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.vigie.plan.MaintenancePlan;
import org.vigie.ticket.Classification;
import org.vigie.ticket.Impact;
import org.vigie.ticket.Label;
import org.vigie.ticket.PriorityPolicy;
import org.vigie.ticket.TicketType;

/** Finds out type, impact and nature of an issue; what a person said counts before what is guessed. */
@Component
class IssueClassifier {

    /** In which order an impact is looked for that gives the priority of a label: the likely ones first. */
    private static final List<Impact> LIKELY = List.of(
            Impact.LIMITED,
            Impact.IMPROVEMENT,
            Impact.KEY_FUNCTION_DEGRADED,
            Impact.SERVICE_DOWN,
            Impact.COSMETIC,
            Impact.SECURITY_FLAW,
            Impact.DATA_LOSS);

    private final PriorityPolicy priorities;

    IssueClassifier(PriorityPolicy priorities) {
        this.priorities = priorities;
    }

    /** What an issue seems to be about before a person has qualified it. */
    Classification classify(MaintenancePlan plan, LabelMap map, Collection<String> onIssue, IssueForm form) {
        Set<Label> natures = map.natures(onIssue);
        TicketType type = map.type(onIssue).or(form::type).orElseGet(() -> guess(natures));
        Impact impact = form.impact()
                .or(() -> map.priority(onIssue).flatMap(priority -> impactOf(plan, type, natures, priority)))
                .orElseGet(() -> guess(type, natures));
        return new Classification(type, impact, natures);
    }

    /**
     * What a ticket is about after a person has added or removed a label of its issue. Only what this label stands for
     * changes: the others may be behind the ticket, until they are written or for want of a token.
     */
    Classification reclassify(MaintenancePlan plan, LabelMap map, LabelChange change, Classification before) {
        TicketType type = change.said(map::type).orElse(before.type());
        Set<Label> natures = change.appliedTo(before.labels(), map.natures(List.of(change.label())));
        Impact impact = change.said(map::priority)
                .filter(priority -> !priority.equals(priority(plan, type, before.impact())))
                .flatMap(priority -> impactOf(plan, type, natures, priority))
                .orElse(before.impact());
        return new Classification(type, impact, natures);
    }

    /** The impact that leads to a priority by the decision table; a priority cannot be set, it follows. */
    private Optional<Impact> impactOf(MaintenancePlan plan, TicketType type, Set<Label> natures, String priority) {
        if (natures.contains(Label.SECURITY)
                && priority(plan, type, Impact.SECURITY_FLAW).equals(priority)) {
            return Optional.of(Impact.SECURITY_FLAW);
        }
        return LIKELY.stream()
                .filter(impact -> priority(plan, type, impact).equals(priority))
                .findFirst();
    }

    private String priority(MaintenancePlan plan, TicketType type, Impact impact) {
        return priorities.priorityOf(plan.application(), type, impact).priority();
    }

    private static TicketType guess(Set<Label> natures) {
        if (natures.contains(Label.BUG) || natures.contains(Label.SECURITY)) {
            return TicketType.CORRECTIVE;
        }
        if (natures.contains(Label.FEATURE) || natures.contains(Label.DOCUMENTATION)) {
            return TicketType.EVOLUTIVE;
        }
        return natures.contains(Label.TECH_DEBT) ? TicketType.PREVENTIVE : TicketType.CORRECTIVE;
    }

    private static Impact guess(TicketType type, Set<Label> natures) {
        if (type == TicketType.CORRECTIVE && natures.contains(Label.SECURITY)) {
            return Impact.SECURITY_FLAW;
        }
        return type == TicketType.EVOLUTIVE ? Impact.IMPROVEMENT : Impact.LIMITED;
    }
}
