package org.vigie.backup.contents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.vigie.backup.SourceDatabase;

class ContentsReaderTests {

    @Test
    void readsADatabaseWithEverythingUnusual() {
        var contents = SourceDatabase.unusual().contents();

        assertThat(contents.tables()).hasSize(23);
        assertThat(DatabaseContents.fromJson(contents.toJson())).isEqualTo(contents);
    }
}
