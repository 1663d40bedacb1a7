package org.vigie.statuspage.subscriber;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.notification.KeptNotice;
import org.vigie.notification.NoticeFilter;
import org.vigie.notification.NoticeState;
import org.vigie.notification.Notices;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;

/**
 * Ends subscriptions whose address refuses mails for good: three in a row. A server that is always sent what it refuses takes nothing
 * from Vigie in the end. The address is forgotten as if its reader had left; whoever still wants mails signs up again.
 */
@Component
class RefusedSubscribers {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedSubscribers.class);
    private static final int IN_A_ROW = 3;
    private static final int LATEST = 1_000;

    private final Notices notices;
    private final SubscriberStore store;
    private final Plans plans;
    private final Clock clock;

    RefusedSubscribers(Notices notices, SubscriberStore store, Plans plans, Clock clock) {
        this.notices = notices;
        this.store = store;
        this.plans = plans;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT7M", fixedDelayString = "PT1H")
    @SchedulerLock(name = "refused-subscribers")
    void look() {
        for (MaintenancePlan plan : plans.all()) {
            Map<String, Long> arrived = new HashMap<>();
            list(plan, NoticeState.SENT).forEach(notice -> arrived.merge(reader(notice), notice.id(), Math::max));
            Map<String, Integer> refused = new HashMap<>();
            list(plan, NoticeState.REFUSED).stream()
                    .filter(notice -> notice.id() > arrived.getOrDefault(reader(notice), 0L))
                    .forEach(notice -> refused.merge(reader(notice), 1, Integer::sum));
            refused.forEach((reader, times) -> {
                if (times >= IN_A_ROW) {
                    LOG.info(
                            "subscriber {} of {} refuses mails for good and gets none any more",
                            reader,
                            plan.application());
                    store.leave(reader, clock.instant());
                }
            });
        }
    }

    private List<KeptNotice> list(MaintenancePlan plan, NoticeState state) {
        return notices.list(new NoticeFilter(state, null, plan.application(), null, LATEST)).stream()
                .filter(notice -> notice.key().startsWith(SubscriberMails.KEY))
                .toList();
    }

    private static String reader(KeptNotice notice) {
        return notice.key().substring(SubscriberMails.KEY.length()).replaceFirst("/.*", "");
    }
}
