package org.vigie.release.deployment;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.vigie.command.KeptPrograms;

/** Ends the programs of applications with Vigie, where that is wanted; the next start brings back what served. */
@Component
class ProgramsEnd implements SmartLifecycle {

    private final ProgramStore store;
    private final KeptPrograms programs;
    private final boolean wanted;
    private volatile boolean running;

    ProgramsEnd(
            ProgramStore store,
            KeptPrograms programs,
            @Value("${vigie.release.end-programs-with-vigie:true}") boolean wanted) {
        this.store = store;
        this.programs = programs;
        this.wanted = wanted;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        if (wanted) {
            List<Program> all = store.all();
            all.forEach(program -> programs.askToEnd(program.runId()));
            all.forEach(program -> programs.end(program.runId()));
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the workers, which may be about to start a program. */
    @Override
    public int getPhase() {
        return 0;
    }
}
