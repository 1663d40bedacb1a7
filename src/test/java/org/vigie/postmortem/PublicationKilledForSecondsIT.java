package org.vigie.postmortem;

import org.vigie.support.engine.Absence;
import org.vigie.support.engine.Campaign;

/** The next Vigie is there at once. */
@Campaign
class PublicationKilledForSecondsIT extends PublicationKillMatrix {

    PublicationKilledForSecondsIT() {
        super(Absence.FIVE_SECONDS);
    }
}
