package org.vigie.statuspage;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** How a component does, as the public reads it. */
public enum ComponentState {
    UP,
    DEGRADED,
    DOWN,
    /** It is looked at, and nothing can be told. */
    UNKNOWN,
    /** Announced before; counts neither as up nor as down. */
    MAINTENANCE,
    /** Nobody looks at it; nobody can claim this state, it is what is left when nobody claims another. */
    UNMONITORED;

    /** The form used in the database, in JSON and in names of words. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ComponentState of(String id) {
        return Arrays.stream(values())
                .filter(state -> state.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** What holds when different sources say different things: maintenance, else the worst. */
    static ComponentState of(Collection<ComponentState> claims) {
        for (ComponentState state : new ComponentState[] {MAINTENANCE, DOWN, DEGRADED, UNKNOWN, UP}) {
            if (claims.contains(state)) {
                return state;
            }
        }
        return UNMONITORED;
    }

    /** The state of all components together: the worst of them. */
    public static ComponentState overall(Collection<ComponentState> states) {
        for (ComponentState state : new ComponentState[] {DOWN, DEGRADED, MAINTENANCE, UNKNOWN, UNMONITORED}) {
            if (states.contains(state)) {
                return state;
            }
        }
        return UP;
    }
}
