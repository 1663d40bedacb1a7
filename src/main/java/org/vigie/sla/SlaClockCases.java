package org.vigie.sla;

import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.vigie.engine.epoch.EngineSetUpAnew;
import org.vigie.engine.instance.CaseOfInstance;

/**
 * Which ticket the process of a clock belongs to. A clock whose process is gone needs no watch: its next mark or change is
 * overlooked, and the sweep then starts its process anew.
 */
@Component
class SlaClockCases implements CaseOfInstance {

    private final SlaClockStore store;

    SlaClockCases(SlaClockStore store) {
        this.store = store;
    }

    @Override
    public Optional<String> caseOf(long processInstanceKey) {
        return store.ofProcess(processInstanceKey);
    }

    @EventListener
    void on(EngineSetUpAnew event) {
        store.forgetProcesses();
    }
}
