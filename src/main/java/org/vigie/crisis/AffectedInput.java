package org.vigie.crisis;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.StatusPageSettings;
import org.vigie.shared.InvalidFieldException;
import org.vigie.ticket.Impact;

/** What is wrong and with what, as requests about incidents and crises say it. */
public final class AffectedInput {

    public static final String IMPACT = "impact";
    public static final String COMPONENTS = "components";
    public static final String REASON = "reason";

    private static final Set<Impact> IMPACTS = Set.of(
            Impact.SERVICE_DOWN, Impact.DATA_LOSS, Impact.SECURITY_FLAW, Impact.KEY_FUNCTION_DEGRADED, Impact.LIMITED);
    private static final int LONGEST_REASON = 200;

    private AffectedInput() {}

    /** @throws InvalidFieldException if it is missing or not one of those that users notice */
    public static Impact impact(Map<String, Object> input) {
        Object given = input.get(IMPACT);
        return Impact.find(String.valueOf(given))
                .filter(IMPACTS::contains)
                .orElseThrow(() -> new InvalidFieldException(
                        IMPACT,
                        given == null ? "is missing" : "is not a known impact",
                        "Known are service-down, data-loss, security-flaw, key-function-degraded and limited."));
    }

    /**
     * The components of the status page, in its order; all of them if none are named.
     *
     * @throws InvalidFieldException if it is no list of some of them
     */
    public static List<String> components(MaintenancePlan plan, Map<String, Object> input) {
        Object given = input.get(COMPONENTS);
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

    /** @throws InvalidFieldException if the reason is too long */
    public static void requireShortReason(Map<String, Object> input) {
        if (String.valueOf(input.get(REASON)).length() > LONGEST_REASON) {
            throw new InvalidFieldException(REASON, "is longer than " + LONGEST_REASON + " characters", "Shorten it.");
        }
    }
}
