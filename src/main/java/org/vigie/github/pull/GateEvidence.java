package org.vigie.github.pull;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.change.ChangeEvidenceSource;

/** Hands what GitHub told about pull requests to the gate of the ticket process. */
@Component
class GateEvidence implements ChangeEvidenceSource {

    private final ChangeEvidences changes;

    GateEvidence(ChangeEvidences changes) {
        this.changes = changes;
    }

    @Override
    public List<Evidence> of(String ticketId) {
        return changes.of(ticketId).stream()
                .filter(change -> change.state() != ChangeState.CLOSED)
                .map(GateEvidence::evidence)
                .toList();
    }

    private static Evidence evidence(ChangeEvidence change) {
        return new Evidence(
                change.url().toString(),
                passed(change.tests()),
                change.testsTouched(),
                change.coverageBefore(),
                change.coverageAfter(),
                change.commitMessages(),
                new Review(change.review().id(), change.reviewers()),
                change.state() == ChangeState.MERGED,
                change.mergeCommit());
    }

    /** Tests that still run are not known yet. */
    private static @Nullable Boolean passed(TestResult tests) {
        return switch (tests) {
            case PASSED -> Boolean.TRUE;
            case FAILED -> Boolean.FALSE;
            case RUNNING, UNKNOWN -> null;
        };
    }
}
