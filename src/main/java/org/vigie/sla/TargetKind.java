package org.vigie.sla;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.vigie.shared.HintedException;
import org.vigie.sla.clock.SlaTarget;

/** Which promise a clock measures. */
public enum TargetKind {
    /** Somebody takes the ticket up: claims it, answers it or decides on it. */
    RESPONSE,
    /** The correction is there and validated. */
    RESOLUTION;

    /** The form used in the database, in processes and in the API, such as {@code response}. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a code; an unknown one is refused. */
    @JsonCreator
    public static TargetKind parse(String code) {
        for (TargetKind kind : values()) {
            if (kind.code().equals(code)) {
                return kind;
            }
        }
        throw new HintedException("unknown target: " + code, "Use response or resolution.");
    }

    /** The target of this kind in what the decision table says. */
    SlaTarget of(SlaDecision targets) {
        return this == RESPONSE ? targets.response() : targets.resolution();
    }
}
