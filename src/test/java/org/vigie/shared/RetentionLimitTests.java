package org.vigie.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionLimitTests {

    private static final class Rows implements OldRows {

        private int left;
        private int asked;
        private boolean fails;

        Rows(int left) {
            this.left = left;
        }

        @Override
        public String what() {
            return "rows";
        }

        @Override
        public int remove(Instant now, int limit) {
            asked++;
            if (fails) {
                throw new IllegalStateException("the database is away");
            }
            int some = Math.min(left, limit);
            left -= some;
            return some;
        }
    }

    @Test
    void removesInSmallStatementsAndLeavesTheRestToTheNextNight() {
        Rows many = new Rows(95);
        Rows few = new Rows(3);
        Retention retention = new Retention(List.of(many, few), Clock.systemUTC(), 10, 5);

        retention.removeOldRows();
        assertThat(many.left).isEqualTo(45);
        assertThat(few.left).isZero();
        assertThat(few.asked).isEqualTo(1);

        retention.removeOldRows();
        assertThat(many.left).isZero();
    }

    @Test
    void oneTableThatFailsHoldsUpNoOther() {
        Rows failing = new Rows(5);
        failing.fails = true;
        Rows other = new Rows(5);

        new Retention(List.of(failing, other), Clock.systemUTC(), 10, 5).removeOldRows();

        assertThat(other.left).isZero();
    }
}
