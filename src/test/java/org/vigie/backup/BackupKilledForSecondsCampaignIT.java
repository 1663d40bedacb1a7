package org.vigie.backup;

import org.vigie.support.engine.Absence;
import org.vigie.support.engine.Campaign;

/** The next Vigie is there at once. */
@Campaign
class BackupKilledForSecondsCampaignIT extends BackupKillMatrix {

    BackupKilledForSecondsCampaignIT() {
        super(Absence.FIVE_SECONDS);
    }
}
