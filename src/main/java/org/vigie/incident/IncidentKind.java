package org.vigie.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.audit.AuditEntry;
import org.vigie.crisis.AffectedInput;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationKind;
import org.vigie.operation.OperationRequest;
import org.vigie.plan.MaintenancePlan;
import org.vigie.shared.InvalidFieldException;
import org.vigie.ticket.Impact;
import org.vigie.ticket.PriorityPolicy;
import org.vigie.ticket.TicketType;

/**
 * Incidents as a kind of operation: {@code title} and {@code impact} are required, {@code components} (left out: all of the page) and
 * {@code reason} may be left out.
 */
@Component
class IncidentKind implements OperationKind {

    static final String ID = "incidents";
    static final String TITLE = "title";
    static final String IMPACT = AffectedInput.IMPACT;
    static final String COMPONENTS = AffectedInput.COMPONENTS;
    static final String PRIORITY = "priority";
    static final String ALERT_GROUP = "alertGroup";
    static final String SINCE = "since";
    static final String RECOVERY = "recovery";

    private static final Set<String> FIELDS = Set.of(TITLE, IMPACT, COMPONENTS, AffectedInput.REASON);
    private static final Set<String> OWN = Set.of(ALERT_GROUP, SINCE, RECOVERY);
    private static final int LONGEST = 200;

    private final PriorityPolicy priorities;
    private final IncidentRows rows;

    IncidentKind(PriorityPolicy priorities, IncidentRows rows) {
        this.priorities = priorities;
        this.rows = rows;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String startMessage() {
        return "incident-requested";
    }

    /** What it works on is held while it works on it, not while it lasts. */
    @Override
    public Set<String> resources(MaintenancePlan plan, Map<String, Object> input) {
        return Set.of();
    }

    @Override
    public Map<String, Object> accept(MaintenancePlan plan, OperationRequest request) {
        boolean own = request.requestedBy().equals(AuditEntry.VIGIE);
        request.input().keySet().stream()
                .filter(field -> !FIELDS.contains(field) && !(own && OWN.contains(field)))
                .findFirst()
                .ifPresent(field -> {
                    throw new InvalidFieldException(
                            field, "is not a known field", "Known are title, impact, components and reason.");
                });
        Map<String, Object> accepted = new LinkedHashMap<>(request.input());
        accepted.put(TITLE, title(request.input().get(TITLE)));
        Impact impact = AffectedInput.impact(request.input());
        accepted.put(IMPACT, impact.id());
        accepted.put(COMPONENTS, AffectedInput.components(plan, request.input()));
        accepted.put(
                PRIORITY,
                priorities
                        .priorityOf(plan.application(), TicketType.CORRECTIVE, impact)
                        .priority());
        AffectedInput.requireShortReason(request.input());
        return accepted;
    }

    /** Each turn is a move; while a rollback or a recovery is under way for it, that one is looked at. */
    @Override
    public Instant standsFrom(Operation operation, MaintenancePlan plan, Instant moved, Duration patience) {
        if (rows.waitsForOperation(operation.id())) {
            return Instant.MAX;
        }
        return rows.movedAt(operation.id())
                .filter(moved::isBefore)
                .orElse(moved)
                .plus(patience);
    }

    @Override
    public Map<String, String> links(Operation operation) {
        return Map.of("incident", "/api/incidents/" + operation.id());
    }

    private static String title(@Nullable Object given) {
        String title = given instanceof String text
                ? text.replaceAll("\\p{Cntrl}+", " ").strip()
                : "";
        if (title.isEmpty() || title.length() > LONGEST) {
            throw new InvalidFieldException(
                    TITLE,
                    title.isEmpty() ? "is missing" : "is longer than " + LONGEST + " characters",
                    "Say in a few words what is wrong.");
        }
        return title;
    }
}
