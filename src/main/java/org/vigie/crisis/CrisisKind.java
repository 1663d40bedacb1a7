package org.vigie.crisis;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationKind;
import org.vigie.plan.MaintenancePlan;
import org.vigie.shared.InvalidFieldException;
import org.vigie.ticket.Impact;
import org.vigie.ticket.PriorityPolicy;
import org.vigie.ticket.TicketType;

/**
 * Crises as a kind of operation: {@code impact} is required; {@code components} (left out: all of the page), {@code incident} (the
 * id of what it is about: there is one crisis of it at a time), {@code since} and {@code drill} may be left out.
 */
@Component
class CrisisKind implements OperationKind {

    static final String ID = "crises";
    static final String IMPACT = AffectedInput.IMPACT;
    static final String COMPONENTS = AffectedInput.COMPONENTS;
    static final String INCIDENT = "incident";
    static final String SINCE = "since";
    static final String DRILL = "drill";
    static final String PRIORITY = "priority";

    private static final Set<String> FIELDS = Set.of(IMPACT, COMPONENTS, INCIDENT, SINCE, DRILL, AffectedInput.REASON);

    private final PriorityPolicy priorities;
    private final CrisisRests rests;

    CrisisKind(PriorityPolicy priorities, CrisisRests rests) {
        this.priorities = priorities;
        this.rests = rests;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String startMessage() {
        return "crisis-requested";
    }

    /** A drill keeps no real crisis waiting. */
    @Override
    public Set<String> resources(MaintenancePlan plan, Map<String, Object> input) {
        Object incident = input.get(INCIDENT);
        String space = Boolean.TRUE.equals(input.get(DRILL)) ? "drill" : "crisis";
        return incident == null ? Set.of() : Set.of(space + "/" + incident);
    }

    @Override
    public Instant standsFrom(Operation operation, MaintenancePlan plan, Instant moved, Duration patience) {
        return rests.until(operation.id(), plan, moved)
                .map(rest -> rest.isBefore(moved) ? moved : rest)
                .map(rest -> rest.equals(Instant.MAX) ? rest : rest.plus(patience))
                .orElseGet(() -> moved.plus(patience));
    }

    @Override
    public Map<String, Object> accept(MaintenancePlan plan, Map<String, Object> input) {
        input.keySet().stream()
                .filter(field -> !FIELDS.contains(field))
                .findFirst()
                .ifPresent(field -> {
                    throw new InvalidFieldException(
                            field,
                            "is not a known field",
                            "Known are impact, components, incident, since, drill and reason.");
                });
        Map<String, Object> accepted = new LinkedHashMap<>(input);
        Impact impact = AffectedInput.impact(input);
        accepted.put(IMPACT, impact.id());
        accepted.put(COMPONENTS, AffectedInput.components(plan, input));
        accepted.put(DRILL, drill(input.get(DRILL)));
        accepted.put(
                PRIORITY,
                priorities
                        .priorityOf(plan.application(), TicketType.CORRECTIVE, impact)
                        .priority());
        checkSince(input.get(SINCE));
        Object incident = input.get(INCIDENT);
        if (incident != null && !(incident instanceof String id && id.matches("[A-Za-z0-9][A-Za-z0-9/_.:-]{0,99}"))) {
            throw new InvalidFieldException(INCIDENT, "is no id", "Send the id of the incident or ticket.");
        }
        AffectedInput.requireShortReason(input);
        return accepted;
    }

    private static boolean drill(@Nullable Object given) {
        Object drill = Objects.requireNonNullElse(given, false);
        if (drill instanceof Boolean yes) {
            return yes;
        }
        throw new InvalidFieldException(DRILL, "is neither true nor false", "Send true for an exercise.");
    }

    private static void checkSince(@Nullable Object given) {
        try {
            if (given != null) {
                Instant.parse(given.toString());
            }
        } catch (DateTimeException e) {
            throw new InvalidFieldException(SINCE, "is no instant", "Send one such as 2026-11-20T09:30:00Z.");
        }
    }
}
