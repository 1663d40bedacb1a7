package org.vigie.monitoring.check;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.vigie.monitoring.MonitorState;

/**
 * What one check tells.
 *
 * @param state up, down, degraded or unknown
 * @param cause stable code; null only when it is up
 * @param subject what of the target it is about, when there can be several; null otherwise
 * @param text for people, on one line
 * @param millis how long the target took; null where that says nothing
 * @param measures figures, for charts
 * @param memory what the next check of this monitor needs to know
 */
public record Observation(
        MonitorState state,
        @Nullable String cause,
        @Nullable String subject,
        String text,
        @Nullable Long millis,
        Map<String, Object> measures,
        Map<String, Object> memory) {

    private static final int LONGEST = 500;

    public Observation {
        text = text.replaceAll("\\p{Cntrl}+", " ");
        text = text.codePointCount(0, text.length()) > LONGEST
                ? text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…"
                : text;
        measures = Map.copyOf(measures);
        memory = Map.copyOf(memory);
    }

    public static Observation up(String text) {
        return new Observation(MonitorState.UP, null, null, text, null, Map.of(), Map.of());
    }

    public static Observation down(String cause, String text) {
        return new Observation(MonitorState.DOWN, cause, null, text, null, Map.of(), Map.of());
    }

    public static Observation degraded(String cause, String text) {
        return new Observation(MonitorState.DEGRADED, cause, null, text, null, Map.of(), Map.of());
    }

    /** What would tell the state cannot be read. */
    public static Observation unknown(String cause, String text) {
        return new Observation(MonitorState.UNKNOWN, cause, null, text, null, Map.of(), Map.of());
    }

    public Observation about(@Nullable String what) {
        return new Observation(state, cause, what, text, millis, measures, memory);
    }

    public Observation took(@Nullable Long time) {
        return new Observation(state, cause, subject, text, time, measures, memory);
    }

    public Observation measured(Map<String, Object> figures) {
        return new Observation(state, cause, subject, text, millis, figures, memory);
    }

    public Observation remembering(Map<String, Object> facts) {
        return new Observation(state, cause, subject, text, millis, measures, facts);
    }
}
