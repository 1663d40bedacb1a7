package org.vigie.backup;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigie.support.engine.Absence;

/** Each moment of a backup. */
abstract class BackupKillMatrix extends BackupKillTest {

    BackupKillMatrix(Absence absence) {
        super(absence);
    }

    @ParameterizedTest
    @EnumSource
    void isDoneOnceThoughKilledAt(BackupMoment moment) throws IOException {
        survives(moment);
    }
}
