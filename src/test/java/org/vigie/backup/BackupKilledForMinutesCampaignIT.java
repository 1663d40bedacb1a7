package org.vigie.backup;

import org.vigie.support.engine.Absence;
import org.vigie.support.engine.Campaign;

/** The next Vigie comes five minutes later on the clocks of Vigie and the engine. */
@Campaign
class BackupKilledForMinutesCampaignIT extends BackupKillMatrix {

    BackupKilledForMinutesCampaignIT() {
        super(Absence.FIVE_MINUTES);
    }
}
