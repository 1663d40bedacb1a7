package org.vigie.notification;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.vigie.plan.Contact;
import org.vigie.plan.Plans;
import org.vigie.shared.NotFoundException;

/**
 * Tells people something. A notice is kept in the caller's transaction and delivered afterwards, so that nobody waits for
 * a mail server. Thread-safe.
 */
@Service
public class Notices {

    private final NoticeStore store;
    private final NoticeTexts templates;
    private final Channels channels;
    private final NoticeDispatcher dispatcher;
    private final Plans plans;
    private final Clock clock;

    Notices(
            NoticeStore store,
            NoticeTexts templates,
            Channels channels,
            NoticeDispatcher dispatcher,
            Plans plans,
            Clock clock) {
        this.store = store;
        this.templates = templates;
        this.channels = channels;
        this.dispatcher = dispatcher;
        this.plans = plans;
        this.clock = clock;
    }

    /**
     * Tells it, unless it was told before under the same key. The text is made now; it goes out after the commit, and is
     * tried until it arrives or cannot arrive at all. After a crash in the middle it may arrive twice, the second one
     * marked as repeated, because nobody can be asked whether it did.
     *
     * @throws org.vigie.shared.HintedException if the template or the channel does not exist
     */
    @Transactional
    public void tell(Notice notice) {
        NoticeTexts.Text text = templates.render(notice.template(), notice.language(), notice.values());
        if (store.insert(addressed(notice), text, clock.instant(), null)) {
            kickAfterCommit();
        }
    }

    /**
     * Tells the same readers as the openings did, each by the channel by which the opening came, also where it took another way;
     * nobody whom no opening reached. One that is still under way is waited for. Each reader is told once, however many openings
     * they got.
     *
     * @throws org.vigie.shared.HintedException if the template does not exist
     */
    @Transactional
    public void tellThoseReached(FollowUp followUp) {
        for (KeptNotice opening : store.family(
                followUp.application(), followUp.subject(), followUp.family(), NoticeState.SENT, NoticeState.WAITING)) {
            Notice notice = followUp.to(opening);
            NoticeTexts.Text text = templates.render(notice.template(), notice.language(), notice.values());
            store.insert(notice, text, clock.instant(), null, opening.id());
        }
        kickAfterCommit();
    }

    /** The first notice that reached each reader, of those about a subject whose key starts with {@code family}. */
    public List<KeptNotice> reached(String application, String subject, String family) {
        return store.family(application, subject, family, NoticeState.SENT);
    }

    private Notice addressed(Notice notice) {
        Channel channel = channels.require(notice.application(), notice.channel());
        Contact contact = Optional.ofNullable(notice.application())
                .flatMap(plans::find)
                .flatMap(plan -> Optional.ofNullable(notice.to().contact()).flatMap(plan::contact))
                .orElse(null);
        return new Notice(
                notice.key(),
                notice.application(),
                notice.subject(),
                channel.reach(notice.to(), contact),
                notice.language(),
                notice.template(),
                notice.values(),
                notice.channel());
    }

    private void kickAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                dispatcher.kick();
            }
        });
    }

    /** What was told, newest first. */
    public List<KeptNotice> list(NoticeFilter filter) {
        return store.list(filter);
    }

    /**
     * Of each reader the latest notice of these kinds that has arrived or not: those that are on their way count only when they were
     * tried in vain and are older than that.
     *
     * @param templates what the notices are made of
     */
    public List<KeptNotice> latestOf(String application, Collection<String> templates, Duration patience) {
        return store.latestOf(application, templates, clock.instant().minus(patience));
    }

    /**
     * The notice with this id.
     *
     * @throws NotFoundException if there is none
     */
    public KeptNotice get(long id) {
        return store.find(id)
                .orElseThrow(
                        () -> new NotFoundException("there is no notice " + id, "List them with GET /api/notices."));
    }
}
