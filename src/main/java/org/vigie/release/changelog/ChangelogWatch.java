package org.vigie.release.changelog;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;
import org.vigie.shared.SweepLock;

/** Looks for notes that are to be committed; without an engine nothing is released. */
@Component
@OnEngine
class ChangelogWatch {

    private final Changelogs changelogs;
    private final SweepLock lock;

    ChangelogWatch(Changelogs changelogs, SweepLock lock) {
        this.changelogs = changelogs;
        this.lock = lock;
    }

    @Scheduled(initialDelayString = "PT10S", fixedDelayString = "PT5S")
    void look() {
        lock.whenever("release-changelog", changelogs::isDue, changelogs::sweep);
    }
}
