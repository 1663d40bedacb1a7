package org.vigie.postmortem;

import org.vigie.support.engine.Absence;

/** The next Vigie is there at once. */
class PublicationKilledForSecondsIT extends PublicationKillMatrix {

    PublicationKilledForSecondsIT() {
        super(Absence.FIVE_SECONDS);
    }
}
