package org.vigie.plan;

import org.jspecify.annotations.Nullable;

/**
 * What open rows of one kind need a plan file to name.
 *
 * @param application whose plan it is
 * @param kind what of the plan
 * @param value its id in the plan; null for the application itself
 * @param usedBy the kind of rows, in the plural: "open tickets"
 * @param count how many there are
 * @param example the id of one of them
 */
public record PlanUse(
        String application, Kind kind, @Nullable String value, String usedBy, int count, String example) {

    /** A part of a plan that rows refer to. */
    public enum Kind {
        APPLICATION,
        PRIORITY,
        CONTACT,
        CHANNEL,
        DATABASE
    }

    /** Whether the plans name it. */
    public boolean isNamedBy(Plans plans) {
        return plans.find(application).map(this::isNamedBy).orElse(false);
    }

    private boolean isNamedBy(MaintenancePlan plan) {
        String wanted = String.valueOf(value);
        return switch (kind) {
            case APPLICATION -> true;
            case PRIORITY -> plan.escalationOf(wanted).isPresent();
            case CONTACT -> plan.contact(wanted).isPresent();
            case CHANNEL -> plan.channel(wanted).isPresent();
            case DATABASE -> plan.database(wanted).isPresent();
        };
    }
}
