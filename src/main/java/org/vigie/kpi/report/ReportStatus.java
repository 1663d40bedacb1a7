package org.vigie.kpi.report;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What becomes of a monthly report. */
public enum ReportStatus {
    /** No objective was missed. */
    MADE,
    /** An objective was missed, and a person is asked. */
    REVIEW,
    /** A person has looked at it. */
    REVIEWED,
    /** Nobody looked at it in time. */
    UNANSWERED;

    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ReportStatus of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
