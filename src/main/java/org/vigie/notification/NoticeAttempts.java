package org.vigie.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.notification.state.ChannelState;
import org.vigie.notification.state.ChannelStates;
import org.vigie.shared.Backoff;
import org.vigie.shared.HintedException;

/** One attempt at a notice: taken, delivered outside any transaction, and what came of it recorded. */
@Component
class NoticeAttempts {

    static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private static final Logger LOG = LoggerFactory.getLogger(NoticeAttempts.class);

    private final NoticeStore store;
    private final Channels channels;
    private final ChannelStates states;
    private final Refusals refusals;
    private final NoticeProperties properties;
    private final TransactionTemplate transaction;
    private final Clock clock;

    NoticeAttempts(
            NoticeStore store,
            Channels channels,
            ChannelStates states,
            Refusals refusals,
            NoticeProperties properties,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.store = store;
        this.channels = channels;
        this.states = states;
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
        KeptNotice notice = claim.notice();
        Channel channel;
        try {
            channel = channels.require(notice.application(), notice.channel());
        } catch (HintedException e) {
            later(claim, properties.giveUpAfter(), e);
            return;
        }
        if (mayGo(claim, channel)) {
            attempt(claim, channel);
        }
    }

    private void attempt(Claim claim, Channel channel) {
        Delivery delivery;
        try {
            delivery = channel.deliver(claim.message());
        } catch (BrokenChannelException e) {
            broken(claim, e.getMessage());
            return;
        } catch (RefusedException e) {
            end(claim, NoticeState.REFUSED, e.getMessage(), true);
            return;
        } catch (RuntimeException e) {
            failed(claim, channel, e);
            return;
        }
        Instant now = clock.instant();
        ifOfPlan(claim, application -> states.sent(application, claim.notice().channel(), now));
        if (!store.sent(claim, delivery.wentTo(), now)) {
            LOG.warn(
                    "notice {} took longer than {} and may be sent twice",
                    claim.notice().key(),
                    properties.lease());
        }
    }

    /** False if it was ended or put off: the channel is broken, its turn has not come, or it may have arrived twice. */
    private boolean mayGo(Claim claim, Channel channel) {
        KeptNotice notice = claim.notice();
        String application = notice.application();
        if (!channel.knowsRepeats() && claim.doubts() > 1) {
            end(claim, NoticeState.GIVEN_UP, "was cut off twice and may have arrived; last: " + notice.reason());
            return false;
        }
        if (channel.patience() == null || application == null) {
            return true;
        }
        Instant now = clock.instant();
        Optional<ChannelState> state = states.find(application, channel.name());
        boolean test = notice.template().equals(Canaries.TEMPLATE);
        Instant brokenAt = state.map(ChannelState::brokenAt).orElse(null);
        if (brokenAt != null && !test) {
            end(
                    claim,
                    NoticeState.REFUSED,
                    "the channel " + channel.name() + " is broken since " + brokenAt + ": "
                            + state.get().reason());
            return false;
        }
        if (states.takeTurn(application, channel.name(), now, channel.spacing())) {
            return true;
        }
        Instant next = states.find(application, channel.name())
                .map(ChannelState::nextAt)
                .filter(now::isBefore)
                .orElse(now);
        if (next.isAfter(claim.firstTriedAt().plus(channel.patience()))) {
            end(claim, NoticeState.GIVEN_UP, "the channel " + channel.name() + " takes nothing before " + next);
        } else {
            store.postpone(claim, next);
        }
        return false;
    }

    private void failed(Claim claim, Channel channel, RuntimeException e) {
        KeptNotice notice = claim.notice();
        Instant now = clock.instant();
        ifOfPlan(claim, application -> {
            states.failed(application, notice.channel(), String.valueOf(e.getMessage()), now);
            if (e instanceof LaterException busy) {
                states.pause(application, notice.channel(), now.plus(busy.pause()));
            }
        });
        later(claim, channel.patience(), e);
    }

    private void later(Claim claim, @Nullable Duration patience, RuntimeException e) {
        Instant now = clock.instant();
        String reason = String.valueOf(e.getMessage());
        Instant end = claim.firstTriedAt().plus(patience == null ? properties.giveUpAfter() : patience);
        Duration told = e instanceof LaterException busy ? busy.pause() : Duration.ZERO;
        Instant next = now.plus(longer(pause(claim.notice().attempts()), told));
        // whoever may come again only when it is too late takes the other way now
        boolean tooLate =
                patience != null && told.isPositive() && now.plus(told).isAfter(end);
        if (!end.isAfter(now) || tooLate) {
            end(claim, NoticeState.GIVEN_UP, reason);
            return;
        }
        if (patience != null && next.isAfter(end)) {
            next = end;
        }
        store.later(claim, next, reason, e instanceof UncertainException);
        LOG.warn("notice {} is sent again at {}: {}", claim.notice().key(), next, reason);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private void ifOfPlan(Claim claim, Consumer<String> action) {
        Optional.ofNullable(claim.notice().application()).ifPresent(action);
    }

    /** Whoever looks after the application is told once of each break. */
    private void broken(Claim claim, String reason) {
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> {
            ifOfPlan(claim, application -> {
                if (states.broken(application, claim.notice().channel(), reason, now)) {
                    refusals.tellBroken(claim.notice(), reason, now);
                }
            });
            end(claim, NoticeState.REFUSED, reason);
        });
    }

    /** Somebody else is told in the same transaction, so that no failure stays unsaid. */
    private void end(Claim claim, NoticeState state, String reason) {
        end(claim, state, reason, false);
    }

    private void end(Claim claim, NoticeState state, String reason, boolean ofReader) {
        LOG.warn("notice {} is {}: {}", claim.notice().key(), state.code(), reason);
        transaction.executeWithoutResult(status -> {
            if (store.failed(claim, state, reason, clock.instant())) {
                refusals.tellSomebodyElse(claim.notice().id(), ofReader);
            }
        });
    }

    /** After {@code attempts} attempts. */
    static Duration pause(int attempts) {
        return new Backoff(FIRST_PAUSE, LONGEST_PAUSE).after(attempts - 1L);
    }
}
