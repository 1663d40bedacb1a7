package org.vigie.github.sync;

import java.io.IOException;
import org.kohsuke.github.GHRepository;
import org.vigie.plan.MaintenancePlan;

/** Carries out one kind of task. Doing it again after it was cut off anywhere changes nothing that is right already. */
public interface SyncAction {

    SyncTask.Kind kind();

    void run(String subject, MaintenancePlan plan, Repository repository) throws IOException;

    /** The repository on GitHub, asked for only when it is needed. */
    @FunctionalInterface
    interface Repository {

        GHRepository get() throws IOException;
    }
}
