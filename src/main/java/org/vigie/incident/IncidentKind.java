package org.vigie.incident;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.audit.AuditEntry;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationKind;
import org.vigie.operation.OperationRequest;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.StatusPageSettings;
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
    static final String IMPACT = "impact";
    static final String COMPONENTS = "components";
    static final String PRIORITY = "priority";
    static final String ALERT_GROUP = "alertGroup";
    static final String SINCE = "since";

    private static final Set<String> FIELDS = Set.of(TITLE, IMPACT, COMPONENTS, "reason");
    private static final Set<String> OWN = Set.of(ALERT_GROUP, SINCE);
    private static final Set<Impact> IMPACTS = Set.of(
            Impact.SERVICE_DOWN, Impact.DATA_LOSS, Impact.SECURITY_FLAW, Impact.KEY_FUNCTION_DEGRADED, Impact.LIMITED);
    private static final int LONGEST = 200;

    private final PriorityPolicy priorities;

    IncidentKind(PriorityPolicy priorities) {
        this.priorities = priorities;
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
        Impact impact = impact(request.input().get(IMPACT));
        accepted.put(IMPACT, impact.id());
        accepted.put(COMPONENTS, components(plan, request.input().get(COMPONENTS)));
        accepted.put(
                PRIORITY,
                priorities
                        .priorityOf(plan.application(), TicketType.CORRECTIVE, impact)
                        .priority());
        if (String.valueOf(request.input().get("reason")).length() > LONGEST) {
            throw new InvalidFieldException("reason", "is longer than " + LONGEST + " characters", "Shorten it.");
        }
        return accepted;
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

    private static Impact impact(@Nullable Object given) {
        return Impact.find(String.valueOf(given))
                .filter(IMPACTS::contains)
                .orElseThrow(() -> new InvalidFieldException(
                        IMPACT,
                        given == null ? "is missing" : "is not a known impact",
                        "Known are service-down, data-loss, security-flaw, key-function-degraded and limited."));
    }

    private static List<String> components(MaintenancePlan plan, @Nullable Object given) {
        List<String> known = plan.statusPage().components().stream()
                .map(StatusPageSettings.Component::id)
                .toList();
        if (given == null) {
            return known;
        }
        if (given instanceof List<?> list && !list.isEmpty() && known.containsAll(list)) {
            return known.stream().filter(list::contains).toList();
        }
        throw new InvalidFieldException(
                COMPONENTS, "is not a list of components of the page", "Known are " + String.join(", ", known) + ".");
    }
}
