package org.vigie.backup.scratch;

import org.springframework.stereotype.Component;
import org.vigie.engine.event.AfterStart;

/** Looks for what an earlier Vigie left, at each start. */
@Component
class ScratchSweep {

    private final ScratchRestores restores;

    ScratchSweep(ScratchRestores restores) {
        this.restores = restores;
    }

    @AfterStart
    void sweep() {
        restores.sweep();
    }
}
