package org.vigie.audit.chain;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.audit.chain.ChainVerification.Finding;
import org.vigie.audit.chain.ChainVerification.Kind;
import org.vigie.shared.SweepLock;

/**
 * Links entries of the audit trail to each other soon after they are committed, seals the end with a key that is not in the
 * database, and finds whatever was done to them afterwards. Thread-safe.
 */
@Service
public class AuditChain {

    static final Duration LATE = Duration.ofDays(2);

    private static final int BATCH = 1_000;
    private static final int FINDINGS = 100;

    private final ChainStore store;
    private final SealKey key;
    private final ChainHead head;
    private final SweepLock lock;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AuditChain(
            ChainStore store,
            SealKey key,
            ChainHead head,
            SweepLock lock,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.store = store;
        this.key = key;
        this.head = head;
        this.lock = lock;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT3S", fixedDelayString = "PT3S")
    void extendAgain() {
        lock.whenever("audit-chain", () -> store.waiting() > 0, this::extend);
    }

    /** Links and seals what waits; one at a time, so that what is remembered outside of the database only goes forward. */
    public synchronized void extend() {
        while (extendBy(BATCH) == BATCH) {
            // a trail from before the chain has many
        }
    }

    private int extendBy(int limit) {
        List<ChainLink> added = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            store.lock();
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            ChainStore.End end = store.last().orElse(new ChainStore.End(0, ChainLink.BEFORE_THE_FIRST));
            for (ChainLink entry : store.take(limit, now)) {
                ChainLink next = numbered(entry, end.seq() + 1);
                ChainLink link = next.withHash(next.hashAfter(end.hash()));
                store.add(link);
                added.add(link);
                end = new ChainStore.End(link.seq(), link.hash());
            }
            if (!added.isEmpty()) {
                store.seal(end.seq(), end.hash(), key.id(), key.seal(end.seq(), end.hash()), now);
            }
        });
        if (!added.isEmpty()) {
            remember(added.getLast());
        }
        return added.size();
    }

    /** Never past a break: a chain that was cut off or made anew must not cover it up by going on. */
    private void remember(ChainLink last) {
        boolean holds = head.read()
                .map(mark -> mark.seq() < last.seq()
                        && store.hash(mark.seq())
                                .filter(hash -> HexFormat.of().formatHex(hash).equals(mark.hash()))
                                .isPresent())
                .orElse(true);
        if (holds) {
            head.write(last.seq(), last.hash());
        }
    }

    /** The database was put back from a backup, and it is known that it ends earlier: what is remembered begins anew. */
    public void restored() {
        head.forget();
    }

    private static ChainLink numbered(ChainLink entry, long seq) {
        return new ChainLink(
                seq,
                entry.linkedAt(),
                entry.earlier(),
                entry.entryId(),
                entry.subject(),
                entry.at(),
                entry.actor(),
                entry.action(),
                entry.details(),
                entry.entryKey(),
                entry.hash());
    }

    /** Gives all links in their order, a few thousand at a time. */
    public void forEach(Consumer<ChainLink> reader) {
        long after = 0;
        List<ChainLink> page;
        do {
            page = store.links(after, 5 * BATCH);
            page.forEach(reader);
            after = page.isEmpty() ? after : page.getLast().seq();
        } while (!page.isEmpty());
    }

    /** Looks through the whole chain: every entry, every link, every seal, and what is remembered outside of the database. */
    public ChainVerification verify() {
        Walk walk = new Walk(head.read().orElse(null));
        forEach(walk::link);
        walk.end();
        seals(walk);
        for (long stray : store.stray(FINDINGS)) {
            walk.found(Kind.ENTRY_NOT_LINKED, null, stray, "the entry was never linked and does not wait for it");
        }
        return new ChainVerification(
                walk.findings.isEmpty(),
                walk.links,
                walk.earlier,
                store.waiting(),
                walk.late,
                walk.seals,
                walk.otherKeys,
                walk.links == 0 ? null : HexFormat.of().formatHex(walk.before),
                clock.instant(),
                List.copyOf(walk.findings));
    }

    private void seals(Walk walk) {
        long after = 0;
        List<ChainStore.Seal> page;
        do {
            page = store.seals(after, 5 * BATCH);
            for (ChainStore.Seal seal : page) {
                walk.seal(seal, key);
                after = seal.seq();
            }
        } while (!page.isEmpty());
    }

    /** What is known so far on the way along the chain. */
    private static final class Walk {

        private final ChainHead.@Nullable Mark mark;
        private final List<Finding> findings = new ArrayList<>();
        private byte[] before = ChainLink.BEFORE_THE_FIRST;
        private long seq;
        private long links;
        private long earlier;
        private long late;
        private long seals;
        private long otherKeys;

        Walk(ChainHead.@Nullable Mark mark) {
            this.mark = mark;
        }

        void link(ChainLink link) {
            links++;
            if (link.seq() != seq + 1) {
                found(
                        Kind.LINK_MISSING,
                        seq + 1,
                        null,
                        "links " + (seq + 1) + " to " + (link.seq() - 1) + " are missing");
            }
            if (link.subject().isEmpty() && link.action().isEmpty()) {
                found(Kind.ENTRY_MISSING, link.seq(), link.entryId(), "the entry is not there any more");
            } else if (!MessageDigest.isEqual(link.hash(), link.hashAfter(before))) {
                found(Kind.ENTRY_CHANGED, link.seq(), link.entryId(), "the entry is not what was linked");
            }
            if (link.earlier()) {
                earlier++;
            } else if (link.at().plus(LATE).isBefore(link.linkedAt())) {
                late++;
            }
            if (mark != null && mark.seq() == link.seq() && !mark.hash().equals(link.hex())) {
                found(Kind.HEAD_DIFFERS, link.seq(), null, "the link is not the one that was sealed");
            }
            before = link.hash();
            seq = link.seq();
        }

        void end() {
            if (mark != null && mark.seq() > seq) {
                found(
                        Kind.HEAD_DIFFERS,
                        mark.seq() == Long.MAX_VALUE ? null : mark.seq(),
                        null,
                        "the chain ends at " + seq + ", before what was sealed; after a restore of the database alone, "
                                + "put its data folder back too");
            }
        }

        void seal(ChainStore.Seal seal, SealKey key) {
            seals++;
            if (!key.id().equals(seal.keyId())) {
                otherKeys++;
            } else if (!MessageDigest.isEqual(seal.mac(), key.seal(seal.seq(), seal.hash()))
                    || !MessageDigest.isEqual(seal.hash(), seal.link())) {
                found(Kind.SEAL_BROKEN, seal.seq(), null, "the seal does not belong to this link");
            }
        }

        void found(Kind kind, @Nullable Long link, @Nullable Long entry, String detail) {
            if (findings.size() < FINDINGS) {
                findings.add(new Finding(kind, link, entry, detail));
            }
        }
    }
}
