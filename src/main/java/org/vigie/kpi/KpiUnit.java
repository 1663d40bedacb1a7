package org.vigie.kpi;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a figure is counted in. */
public enum KpiUnit {
    PERCENT("percent"),
    SECONDS("seconds"),
    MARK("mark"),
    COUNT("count");

    private final String id;

    KpiUnit(String id) {
        this.id = id;
    }

    @JsonValue
    public String id() {
        return id;
    }
}
