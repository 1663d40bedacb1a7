package org.vigie.notification;

import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.vigie.shared.NotFoundException;

/**
 * Tells people something. A notice is kept in the caller's transaction and delivered afterwards, so that nobody waits for
 * a mail server. Thread-safe.
 */
@Service
public class Notices {

    private final NoticeStore store;
    private final MailTemplates templates;
    private final Channels channels;
    private final NoticeDispatcher dispatcher;
    private final Clock clock;

    Notices(NoticeStore store, MailTemplates templates, Channels channels, NoticeDispatcher dispatcher, Clock clock) {
        this.store = store;
        this.templates = templates;
        this.channels = channels;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    /**
     * Tells it, unless it was told before under the same key. The text is made now; it goes out after the commit, and is
     * tried until it arrives or cannot arrive at all. After a crash in the middle it may arrive twice, the second one
     * marked as repeated, because no mail server can be asked whether it did.
     *
     * @throws org.vigie.shared.HintedException if the template or the channel does not exist
     */
    @Transactional
    public void tell(Notice notice) {
        channels.require(notice.channel());
        MailTemplates.Text text = templates.render(notice.template(), notice.language(), notice.values());
        if (store.insert(notice, text, clock.instant(), null)) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    dispatcher.kick();
                }
            });
        }
    }

    /** Whether there is a channel of this name. */
    public boolean offers(String channel) {
        return channels.has(channel);
    }

    /** What was told, newest first. */
    public List<KeptNotice> list(NoticeFilter filter) {
        return store.list(filter);
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
