package org.vigie.alert.route;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.alert.AlertKind;
import org.vigie.engine.decision.Decisions;

/** Asks the table {@code alertRouting}. */
@Component
public class AlertRouting {

    private static final String TABLE = "alertRouting";

    private final Decisions decisions;

    public AlertRouting(Decisions decisions) {
        this.decisions = decisions;
    }

    /** What becomes of an alert of this kind, which its source calls so serious. */
    public Route route(String application, AlertKind kind, @Nullable String hint) {
        Map<String, Object> inputs = new HashMap<>();
        inputs.put("application", application);
        inputs.put("kind", kind.code());
        if (hint != null) {
            inputs.put("hint", hint);
        }
        return decisions.evaluate(TABLE, inputs, Route.class);
    }
}
