package org.vigie.postmortem;

import org.vigie.support.engine.Absence;
import org.vigie.support.engine.Campaign;

/** The next Vigie comes five minutes later on the clocks of Vigie and the engine. */
@Campaign
class PublicationKilledForMinutesCampaignIT extends PublicationKillMatrix {

    PublicationKilledForMinutesCampaignIT() {
        super(Absence.FIVE_MINUTES);
    }
}
