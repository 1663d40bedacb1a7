package org.vigie.backup;

import org.vigie.support.engine.Absence;

/** The next Vigie is there at once. */
class BackupKilledForSecondsIT extends BackupKillMatrix {

    BackupKilledForSecondsIT() {
        super(Absence.FIVE_SECONDS);
    }
}
