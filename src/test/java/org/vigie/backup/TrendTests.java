package org.vigie.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrendTests {

    @Test
    void nothingIsUsualBeforeThere() {
        assertThat(Trend.of(List.of())).isEqualTo(new Trend(null, null));
        Trend two = Trend.of(List.of(500.0, 1.0));
        assertThat(two.usual()).isNull();
        assertThat(two.word()).isNull();
        assertThat(two.isFarLonger()).isFalse();
    }

    @Test
    void latestIsHeldAgainstTheMedianOfThoseBefore() {
        assertThat(Trend.of(List.of(100.0, 100.0, 900.0, 90.0)).word()).isEqualTo("steady");
        assertThat(Trend.of(List.of(126.0, 100.0, 100.0)).word()).isEqualTo("longer");
        assertThat(Trend.of(List.of(79.0, 100.0, 100.0)).word()).isEqualTo("shorter");
    }

    @Test
    void farLongerIsThreeTimesAndWorthALook() {
        assertThat(Trend.of(List.of(301.0, 100.0, 100.0)).isFarLonger()).isTrue();
        assertThat(Trend.of(List.of(300.0, 100.0, 100.0)).isFarLonger()).isFalse();
        assertThat(Trend.of(List.of(59.0, 1.0, 1.0)).isFarLonger())
                .as("a minute is nothing")
                .isFalse();
    }
}
