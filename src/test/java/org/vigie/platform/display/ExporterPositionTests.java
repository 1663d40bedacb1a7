package org.vigie.platform.display;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExporterPositionTests {

    @Test
    void comparesWhatIsCommittedWithWhatIsExported() {
        Progress progress = ExporterPosition.of("""
                # HELP zeebe_exporter_last_exported_position x
                zeebe_exporter_last_exported_position{exporter="opensearch",partition="1",} 50.0
                zeebe_exporter_last_updated_exported_position{exporter="opensearch",partition="1",} 1.0048575E7
                zeebe_log_appender_last_appended_position{partition="1",} 1.0048580E7
                zeebe_log_appender_last_committed_position{partition="1",} 1.0048576E7
                """);
        assertThat(progress).isEqualTo(new Progress("exporter", "records", 10_048_575, 10_048_576));
        assertThat(progress.isBehind()).isTrue();
    }
}
