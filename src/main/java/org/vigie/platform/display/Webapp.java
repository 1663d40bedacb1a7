package org.vigie.platform.display;

import java.util.List;

/** A web application of the engine, which reads exported records and keeps in OpenSearch what it shows. */
enum Webapp {
    OPERATE(
            "Operate",
            "operate",
            "process",
            "process-instance",
            "job",
            "incident",
            "variable",
            "user-task",
            "process-message-subscription",
            "decision",
            "decision-requirements",
            "decision-evaluation"),
    TASKLIST("Tasklist", "tasklist", "process", "process-instance", "job", "variable", "user-task", "form");

    private final String title;
    private final String prefix;
    private final List<String> records;

    Webapp(String title, String prefix, String... records) {
        this.title = title;
        this.prefix = prefix;
        this.records = List.of(records);
    }

    /** As people call it. */
    String title() {
        return title;
    }

    /** Of its indices. */
    String prefix() {
        return prefix;
    }

    /** The kinds of exported records that it reads, as they stand in the names of their indices. */
    List<String> records() {
        return records;
    }
}
