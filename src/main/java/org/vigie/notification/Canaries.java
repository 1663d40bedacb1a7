package org.vigie.notification;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.plan.ChannelSettings;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.InvalidFieldException;
import org.vigie.shared.NotFoundException;

/** Test messages that say they are tests: whether a channel works is seen before it is needed. */
@Service
public class Canaries {

    static final String TEMPLATE = "channel-test";

    private final Notices notices;
    private final NoticeStore store;
    private final Plans plans;
    private final Clock clock;

    Canaries(Notices notices, NoticeStore store, Plans plans, Clock clock) {
        this.notices = notices;
        this.store = store;
        this.plans = plans;
        this.clock = clock;
    }

    static String subject(String channel) {
        return "channel:" + channel;
    }

    /**
     * Sends a test message to a channel; one that is broken gets it too, and counts as mended when it arrives.
     *
     * @param by who asked for it, as the message says
     * @return the notice; what became of it is seen there
     * @throws NotFoundException if no plan has the channel
     */
    @Transactional
    public KeptNotice send(String application, String id, String by) {
        MaintenancePlan plan = plans.find(application)
                .orElseThrow(() -> new NotFoundException(
                        "there is no application " + application, "List channels with GET /api/channels."));
        ChannelSettings channel = plan.channel(id)
                .orElseThrow(() -> new NotFoundException(
                        "the plan of " + application + " has no channel " + id,
                        "List channels with GET /api/channels."));
        Locale language = Optional.ofNullable(channel.language()).orElse(plan.language());
        String key = "channel/" + application + "/" + id + "/test/" + UUID.randomUUID();
        notices.tell(new Notice(
                key,
                application,
                subject(id),
                reader(plan, channel),
                language,
                TEMPLATE,
                Map.of(
                        "application",
                        plan.name(),
                        "channel",
                        id,
                        "by",
                        by,
                        "at",
                        LocalTimes.of(plan).moment(clock.instant())),
                id));
        return store.findByKey(key).orElseThrow();
    }

    private static Recipient reader(MaintenancePlan plan, ChannelSettings channel) {
        return Audiences.anybody(plan, channel)
                .orElseThrow(() -> new InvalidFieldException(
                        "channel",
                        "is named by no contact of " + plan.application(),
                        "Name the channel in the channels of a contact."));
    }

    /** The latest test of a channel; empty if there was none, or it was long ago. */
    public Optional<KeptNotice> latest(String application, String id) {
        return store.latestWith(TEMPLATE, application, id);
    }
}
