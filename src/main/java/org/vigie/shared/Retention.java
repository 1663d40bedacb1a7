package org.vigie.shared;

import java.time.Clock;
import java.util.List;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Removes every night what only served delivery, in small statements, and not more in one night than a quarter of a million rows of
 * a table: what is left waits for the next night.
 */
@Component
public class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final int AT_ONCE = 500;
    private static final int MOST_TIMES = 500;

    private final List<OldRows> tables;
    private final Clock clock;
    private final int atOnce;
    private final int mostTimes;

    @Autowired
    Retention(List<OldRows> tables, Clock clock) {
        this(tables, clock, AT_ONCE, MOST_TIMES);
    }

    Retention(List<OldRows> tables, Clock clock, int atOnce, int mostTimes) {
        this.tables = tables;
        this.clock = clock;
        this.atOnce = atOnce;
        this.mostTimes = mostTimes;
    }

    /** At night, and a while after a start: some machines are off at night. */
    @Scheduled(cron = "${vigie.retention.at:0 30 3 * * *}")
    @Scheduled(initialDelayString = "PT15M")
    @SchedulerLock(name = "retention", lockAtMostFor = "PT1H")
    public void removeOldRows() {
        tables.forEach(this::remove);
    }

    private void remove(OldRows table) {
        int removed = 0;
        try {
            for (int time = 0; time < mostTimes; time++) {
                int some = table.remove(clock.instant(), atOnce);
                removed += some;
                if (some < atOnce) {
                    break;
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("old {} are removed the next night: {}", table.what(), e.getMessage());
        }
        if (removed > 0) {
            LOG.info("removed {} old {}", removed, table.what());
        }
    }
}
