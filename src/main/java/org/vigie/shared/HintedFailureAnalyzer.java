package org.vigie.shared;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lets a start that fails with a {@link HintedException} end with fact and hint instead of a stack trace. */
final class HintedFailureAnalyzer extends AbstractFailureAnalyzer<HintedException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, HintedException cause) {
        return new FailureAnalysis(cause.fact(), cause.hint(), cause);
    }
}
