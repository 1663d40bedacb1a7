package org.vigie.plan;

import java.util.List;

/**
 * Rules of the change gate.
 *
 * @param overrideBy ids of the contacts who may let a refused change pass with a reason; empty: nobody
 */
public record ChangeSettings(List<String> overrideBy) {

    public ChangeSettings {
        overrideBy = List.copyOf(overrideBy);
    }
}
