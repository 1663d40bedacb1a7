package org.vigie.backup.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTests {

    @ParameterizedTest
    @CsvSource({"1, 0", "0.5, 1000", "0.25, 3000", "0.1, 9000"})
    void restsForTheOtherShareOfTheTime(double share, long rest) {
        assertThat(new Pace(share).restNanos(1000)).isEqualTo(rest);
    }

    @Test
    void readsSmallPartsOnlyWhereItRestsBetweenThem() {
        assertThat(Pace.FULL.pagesAtATime()).isEqualTo(RowHash.PAGES_OF_A_PART);
        assertThat(new Pace(0.9).pagesAtATime()).isLessThan(RowHash.PAGES_OF_A_PART);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05, 1.5, -1, Double.NaN})
    void isAShareOfTheTime(double share) {
        assertThatThrownBy(() -> new Pace(share)).hasMessageContaining("from 0.1 to 1");
    }
}
