package org.vigie.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

class HintedFailureAnalyzerTests {

    @Test
    void showsFactAndHintOfTheInnermostError() {
        Throwable failure =
                new IllegalStateException("bean", new HintedException("port 8080 is taken", "Choose another."));
        FailureAnalysis analysis = new HintedFailureAnalyzer().analyze(failure);
        assertThat(analysis.getDescription()).isEqualTo("port 8080 is taken");
        assertThat(analysis.getAction()).isEqualTo("Choose another.");
    }
}
