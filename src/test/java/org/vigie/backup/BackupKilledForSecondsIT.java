package org.vigie.backup;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigie.support.engine.Absence;

/** One moment of each part of a backup; the next Vigie is there at once. All: {@link BackupKilledForSecondsCampaignIT}. */
class BackupKilledForSecondsIT extends BackupKillTest {

    BackupKilledForSecondsIT() {
        super(Absence.FIVE_SECONDS);
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "COMMAND_UNDER_WAY",
                "RECORD_DURING",
                "ARCHIVE_DURING",
                "RELEASE_DURING",
                "OUTBOX_DURING",
                "DELIVERED_BEFORE_RECORD"
            })
    void isDoneOnceThoughKilledAt(BackupMoment moment) throws IOException {
        survives(moment);
    }
}
