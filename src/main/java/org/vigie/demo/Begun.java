package org.vigie.demo;

import org.jspecify.annotations.Nullable;

/**
 * How far a step has come.
 *
 * @param operationId what is waited for; null if nothing is
 * @param isDone whether the next step may begin; false without an operation: it is looked at again
 */
record Begun(@Nullable String operationId, boolean isDone) {

    static Begun waitsFor(String operationId) {
        return new Begun(operationId, false);
    }

    static Begun done(boolean isDone) {
        return new Begun(null, isDone);
    }
}
