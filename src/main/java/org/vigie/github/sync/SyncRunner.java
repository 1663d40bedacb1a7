package org.vigie.github.sync;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.kohsuke.github.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.engine.webapp.DisplayThreads;
import org.vigie.github.api.GitHubAccess;
import org.vigie.github.api.GitHubTrouble;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.Backoff;

/**
 * Works off the queue, one request after the other as GitHub asks for. What fails is put back with a time: the one that
 * GitHub's headers tell, else doubling pauses. Nothing waits in memory.
 */
@Component
class SyncRunner {

    static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    /** Somebody has to act, so asking often is of no use. */
    static final Duration UNTIL_SOMEBODY_ACTS = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(SyncRunner.class);

    private final SyncQueue queue;
    private final GitHubAccess access;
    private final Plans plans;
    private final Map<SyncTask.Kind, SyncAction> actions = new EnumMap<>(SyncTask.Kind.class);
    private final Clock clock;
    private final AtomicBoolean running = new AtomicBoolean();

    SyncRunner(SyncQueue queue, GitHubAccess access, Plans plans, List<SyncAction> actions, Clock clock) {
        this.queue = queue;
        this.access = access;
        this.plans = plans;
        actions.forEach(action -> this.actions.put(action.kind(), action));
        this.clock = clock;
    }

    /** Does all that is due; each run is on a thread of its own, so GitHub holds up nothing else. */
    @Scheduled(
            initialDelayString = "${vigie.github.poll-interval:PT2S}",
            fixedRateString = "${vigie.github.poll-interval:PT2S}",
            scheduler = DisplayThreads.NAME)
    void run() {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        try {
            Optional<SyncTask> task;
            while ((task = queue.claim(access.applications())).isPresent()) {
                run(task.get());
            }
        } finally {
            running.set(false);
        }
    }

    private void run(SyncTask task) {
        MaintenancePlan plan = plans.require(task.application());
        try {
            actions.get(task.kind()).run(task.subject(), plan, () -> access.repository(plan));
            queue.done(task);
        } catch (GitHubTrouble e) {
            failed(task, e);
        } catch (HttpException e) {
            failed(
                    task,
                    new GitHubTrouble(
                            Math.max(e.getResponseCode(), 0), null, "GitHub answered " + e.getResponseCode(), e));
        } catch (FileNotFoundException e) {
            failed(task, new GitHubTrouble(404, null, "GitHub answered 404", e));
        } catch (IOException | RuntimeException e) {
            LOG.error("{} {} cannot be brought up to date on GitHub", task.kind(), task.subject(), e);
            failed(task, new GitHubTrouble(0, null, e.toString(), e));
        }
    }

    private void failed(SyncTask task, GitHubTrouble trouble) {
        if (trouble.isForGood()) {
            LOG.warn("{} is gone from GitHub", task.subject());
            queue.dropped(task, trouble.getMessage());
            return;
        }
        Instant next = next(task, trouble);
        if (trouble.notBefore() != null) {
            queue.pause(task.application(), next);
        }
        queue.later(task, next, trouble.getMessage());
        LOG.warn("{} is brought up to date on GitHub at {}: {}", task.subject(), next, trouble.getMessage());
    }

    private Instant next(SyncTask task, GitHubTrouble trouble) {
        if (trouble.notBefore() != null) {
            return trouble.notBefore();
        }
        return clock.instant().plus(trouble.passes() ? pause(task.attempts()) : UNTIL_SOMEBODY_ACTS);
    }

    static Duration pause(int attempts) {
        return new Backoff(FIRST_PAUSE, LONGEST_PAUSE).after(attempts);
    }
}
