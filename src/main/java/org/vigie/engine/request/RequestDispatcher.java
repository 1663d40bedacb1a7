package org.vigie.engine.request;

import io.grpc.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.vigie.engine.OnEngine;
import org.vigie.engine.TroubleLog;
import org.vigie.engine.request.ProcessRequestStore.Claimed;
import org.vigie.shared.Backoff;

/**
 * Sends the requests that are due, on a thread of its own: the engine may be slow. What it took is due again when it no longer
 * keeps it, what failed after a pause that doubles, what it was too busy for after the first pause.
 */
@Component
@OnEngine
class RequestDispatcher implements DisposableBean {

    static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    /** Who is told at once needs a moment to say so. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(RequestDispatcher.class);
    private static final int AT_ONCE = 20;

    private final ProcessRequestStore store;
    private final ProcessMessages messages;
    private final Clock clock;
    private final TroubleLog trouble = new TroubleLog("the sending of requests to processes");
    private final TroubleLog engine = new TroubleLog("the taking of these requests by the engine");
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("process-requests").factory());

    RequestDispatcher(ProcessRequestStore store, ProcessMessages messages, Clock clock) {
        this.store = store;
        this.messages = messages;
        this.clock = clock;
    }

    /** Sends what is due, soon; returns at once. */
    @Scheduled(initialDelayString = "PT2S", fixedDelayString = "PT2S")
    void wake() {
        if (messages.canBeReceived() && waiting.compareAndSet(false, true)) {
            try {
                thread.execute(this::run);
            } catch (RejectedExecutionException e) {
                LOG.debug("stopped: the next start sends what is due");
            }
        }
    }

    private void run() {
        waiting.set(false);
        trouble.avoid(
                () -> {
                    while (sendSome() == AT_ONCE) {
                        LOG.debug("more is due");
                    }
                    return null;
                },
                null);
    }

    /** How many were due. */
    int sendSome() {
        List<Claimed> due = store.claim(AT_ONCE, clock.instant());
        Map<Claimed, CompletionStage<?>> answers = new LinkedHashMap<>();
        due.forEach(claimed -> answers.put(claimed, send(claimed.request())));
        List<Throwable> failures = new ArrayList<>();
        answers.forEach((claimed, answer) -> await(claimed, answer).ifPresent(failures::add));
        if (!failures.isEmpty()) {
            engine.fails(failures.getFirst());
        } else if (!due.isEmpty()) {
            engine.works();
        }
        return due.size();
    }

    private CompletionStage<?> send(ProcessRequest request) {
        Map<String, Object> variables = new HashMap<>(request.variables());
        variables.put(ProcessRequest.ID_VARIABLE, request.id());
        return messages.send(request.message(), request.correlationKey(), request.buffered(), request.id(), variables);
    }

    /** Why it was not taken. */
    private Optional<Throwable> await(Claimed claimed, CompletionStage<?> answer) {
        ProcessRequest request = claimed.request();
        Instant now = clock.instant();
        try {
            answer.toCompletableFuture().join();
            store.sent(request.id(), now.plus(longer(request.buffered(), PATIENCE)));
            return Optional.empty();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            Instant again = now.plus(isTooBusy(cause) ? FIRST_PAUSE : pause(claimed.failed()));
            store.failed(request.id(), again, cause.toString());
            LOG.debug("{} is sent to {} again at {}", request.message(), request.caseId(), again);
            return Optional.of(cause);
        }
    }

    static Duration pause(int failed) {
        return new Backoff(FIRST_PAUSE, LONGEST_PAUSE).after(failed);
    }

    /** It is there and refuses what comes at once, as it does for a while after an outage. */
    private static boolean isTooBusy(Throwable failure) {
        return Status.fromThrowable(failure).getCode() == Status.Code.RESOURCE_EXHAUSTED;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    @Override
    public void destroy() {
        thread.shutdown();
    }
}
