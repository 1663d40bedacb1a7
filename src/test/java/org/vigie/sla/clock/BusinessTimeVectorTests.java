package org.vigie.sla.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BusinessTimeVectorTests {

    static List<SlaTables.Vector> vectors() {
        return SlaTables.vectors();
    }

    @Test
    void tableHoldsAtLeastTwoHundredAndFiftyVectors() {
        assertThat(vectors()).hasSizeGreaterThanOrEqualTo(250);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void dueDateIsThatOfTheTable(SlaTables.Vector vector) {
        BusinessTime time = new BusinessTime(vector.calendar());

        assertThat(time.due(vector.start(), vector.target(), vector.pauses())).contains(vector.due());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void ledgerAddsUpToTheTarget(SlaTables.Vector vector) {
        BusinessTime time = new BusinessTime(vector.calendar());

        LedgerAssert.assertAddsUp(
                time.ledger(vector.start(), vector.target(), vector.pauses()),
                vector.start(),
                vector.due(),
                vector.target().allowance().orElseThrow());
    }
}
