package org.vigie.github.release;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.vigie.github.sync.SyncQueue;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.release.ReleaseNotesReady;

/** Puts notes that may be published in the queue, in the very transaction in which they become so. */
@Component
class ReleaseRequests {

    private final Plans plans;
    private final SyncQueue queue;

    ReleaseRequests(Plans plans, SyncQueue queue) {
        this.plans = plans;
        this.queue = queue;
    }

    @EventListener
    void on(ReleaseNotesReady event) {
        boolean onGitHub =
                plans.find(event.application()).map(MaintenancePlan::github).isPresent();
        if (onGitHub) {
            queue.requestRelease(event.application(), event.version());
        }
    }
}
