package org.vigie.platform.display;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordIndexTests {

    @Test
    void recognisesIndicesOfRecords() {
        assertThat(RecordIndex.of("zeebe-record_user-task_8.6.0_2026-11-25", 7)).hasValueSatisfying(index -> {
            assertThat(index.records()).isEqualTo("user-task");
            assertThat(index.day()).hasToString("2026-11-25");
        });
        assertThat(RecordIndex.of("zeebe-record_job_8.6.12-SNAPSHOT_2026-11-25", 7))
                .isPresent();
        assertThat(RecordIndex.of("operate-list-view-8.3.0_", 7)).isEmpty();
    }
}
