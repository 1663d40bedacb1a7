package org.vigie.engine.decision;

import java.util.Map;
import java.util.Optional;
import org.camunda.feel.FeelEngine;
import org.camunda.feel.api.EvaluationResult;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.ParseResult;
import org.jspecify.annotations.Nullable;

/** Reads expressions as the engine does, for trying out a change. Thread-safe. */
public final class Feel {

    private static final int LONGEST = 160;

    /** The builder that came later has no way in from Java. */
    @SuppressWarnings("deprecation")
    private final FeelEngineApi engine = new FeelEngineApi(new FeelEngine.Builder().build());

    /** What the engine says of an expression that it cannot read; empty if it can. */
    public Optional<String> faultOf(String expression) {
        return fault(engine.parseExpression(expression));
    }

    /** What the engine says of the cell of a condition that it cannot read; empty if it can. */
    public Optional<String> faultOfTests(String cell) {
        return fault(engine.parseUnaryTests(cell));
    }

    /** Whether a value meets the cell of a condition; empty if that depends on more than the value. */
    public Optional<Boolean> meets(String cell, @Nullable Object value) {
        EvaluationResult result = engine.evaluateUnaryTests(cell, value, Map.of());
        return result.isSuccess() && result.result() instanceof Boolean met ? Optional.of(met) : Optional.empty();
    }

    private static Optional<String> fault(ParseResult result) {
        if (result.isSuccess()) {
            return Optional.empty();
        }
        String message = result.failure().message().strip();
        return Optional.of(message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…");
    }
}
