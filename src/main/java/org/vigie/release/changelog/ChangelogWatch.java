package org.vigie.release.changelog;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;

/** Looks for notes that are to be committed; without an engine nothing is released. */
@Component
@OnEngine
class ChangelogWatch {

    private final Changelogs changelogs;

    ChangelogWatch(Changelogs changelogs) {
        this.changelogs = changelogs;
    }

    @Scheduled(initialDelayString = "PT10S", fixedDelayString = "PT5S")
    @SchedulerLock(name = "release-changelog")
    void look() {
        changelogs.sweep();
    }
}
