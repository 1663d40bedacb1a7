package org.vigie.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.shared.Backoff;

/** One attempt at a notice: taken, delivered outside any transaction, and what came of it recorded. */
@Component
class NoticeAttempts {

    static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(NoticeAttempts.class);

    private final NoticeStore store;
    private final Channels channels;
    private final Refusals refusals;
    private final NoticeProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    NoticeAttempts(
            NoticeStore store,
            Channels channels,
            Refusals refusals,
            NoticeProperties properties,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.store = store;
        this.channels = channels;
        this.refusals = refusals;
        this.properties = properties;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Takes the next one that is due. */
    Optional<Claim> claim() {
        return store.claim(clock.instant(), properties.lease());
    }

    /** Delivers it and records what came of it. */
    void deliver(Claim claim) {
        Delivery delivery;
        try {
            delivery = channels.require(claim.notice().channel()).deliver(claim.message());
        } catch (RefusedException e) {
            end(claim, NoticeState.REFUSED, e.getMessage());
            return;
        } catch (RuntimeException e) {
            later(claim, e);
            return;
        }
        if (!store.sent(claim, delivery.wentTo(), clock.instant())) {
            LOG.warn(
                    "notice {} took longer than {} and may be sent twice",
                    claim.notice().key(),
                    properties.lease());
        }
    }

    private void later(Claim claim, RuntimeException e) {
        Instant now = clock.instant();
        String reason = String.valueOf(e.getMessage());
        if (!claim.firstTriedAt().plus(properties.giveUpAfter()).isAfter(now)) {
            end(claim, NoticeState.GIVEN_UP, reason);
            return;
        }
        Instant next = now.plus(pause(claim.notice().attempts()));
        store.later(claim, next, reason);
        LOG.warn("notice {} is sent again at {}: {}", claim.notice().key(), next, reason);
    }

    /** Somebody else is told in the same transaction, so that no failure stays unsaid. */
    private void end(Claim claim, NoticeState state, String reason) {
        LOG.warn("notice {} is {}: {}", claim.notice().key(), state.code(), reason);
        transaction.executeWithoutResult(status -> {
            if (store.failed(claim, state, reason, clock.instant())) {
                refusals.tellSomebodyElse(claim.notice().id());
            }
        });
    }

    /** After {@code attempts} attempts. */
    static Duration pause(int attempts) {
        return new Backoff(FIRST_PAUSE, LONGEST_PAUSE).after(attempts - 1L);
    }
}
