package org.vigie.backup;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.notification.KeptNotice;
import org.vigie.notification.NoticeState;
import org.vigie.notification.Notices;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;

/**
 * Says by itself when what was to be told about backups did not arrive: a mail server that takes nothing would otherwise keep
 * everybody believing that all is well. Cleared by the next one that arrives.
 */
@Component
class BackupNoticeWatch {

    private static final Duration PATIENCE = Duration.ofHours(1);

    private final Plans plans;
    private final Notices notices;
    private final BackupAlarm alarm;

    BackupNoticeWatch(Plans plans, Notices notices, BackupAlarm alarm) {
        this.plans = plans;
        this.notices = notices;
        this.alarm = alarm;
    }

    @Scheduled(initialDelayString = "${vigie.backup.first-look:PT5M}", fixedDelayString = "PT5M")
    @SchedulerLock(name = "backup-notices")
    void look() {
        Set<String> templates = BackupNotices.TEMPLATES;
        for (MaintenancePlan plan : plans.all()) {
            List<String> lost = notices.latestOf(plan.application(), templates, PATIENCE).stream()
                    .filter(notice -> notice.state() != NoticeState.SENT)
                    .map(BackupNoticeWatch::sentence)
                    .toList();
            alarm.tell(
                    plan.application(),
                    "backup-notice",
                    !lost.isEmpty(),
                    String.join("; ", lost),
                    "Mend the mail server or the address in plans/" + plan.application()
                            + ".yaml; GET /api/notices has the details. The next notice that arrives clears this.");
        }
    }

    private static String sentence(KeptNotice notice) {
        return notice.name() + " was not told of a backup, \u201c" + notice.title() + "\u201d: " + notice.reason();
    }
}
