package org.vigie.kpi;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a figure is held against its objective. */
public enum Comparison {
    AT_LEAST("at-least"),
    AT_MOST("at-most"),
    BELOW("below");

    private final String id;

    Comparison(String id) {
        this.id = id;
    }

    @JsonValue
    public String id() {
        return id;
    }

    /** @param difference what is measured compared with the objective, as {@link Comparable} has it */
    boolean isMet(int difference) {
        return switch (this) {
            case AT_LEAST -> difference >= 0;
            case AT_MOST -> difference <= 0;
            case BELOW -> difference < 0;
        };
    }
}
