package org.vigie.preventive.work;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.engine.job.Heartbeat;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.PreventiveSettings.LoadTest;
import org.vigie.preventive.PreventiveWork;
import org.vigie.preventive.WorkOrder;
import org.vigie.preventive.WorkResult;
import org.vigie.shared.HintedException;
import org.vigie.shared.HttpExchange;

/** Asks staging many times, some at a time, and tells how it answered. Never production. */
@Component
class LoadTestWork implements PreventiveWork {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int ASK_EVERY = 50;
    private static final long MICROS_OF_A_MILLI = 1_000;
    private static final double MICROS_OF_A_SECOND = 1_000_000;

    @Override
    public String id() {
        return "load-test";
    }

    @Override
    public WorkResult perform(WorkOrder order, Heartbeat heartbeat) {
        LoadTest settings = Objects.requireNonNull(order.plan().preventive()).loadTest();
        URI address = address(order.plan(), settings);
        if (address == null) {
            return WorkResult.notSetUp(order.say(
                    "The plan has no staging: name an address in preventive.loadTest.url.",
                    "Le plan n’a pas de préproduction : nommez une adresse dans preventive.loadTest.url."));
        }
        Answers answers = new Answers(settings.requests());
        long began = System.nanoTime();
        ask(address, settings, answers, heartbeat);
        long micros = (System.nanoTime() - began) / MICROS_OF_A_MILLI;
        return result(order, address, settings, answers, Math.max(1, micros));
    }

    /** Not that of production, of which users would notice it. */
    private static @Nullable URI address(MaintenancePlan plan, LoadTest settings) {
        URI staging = plan.release() == null || plan.release().staging() == null
                ? null
                : plan.release().staging().address();
        URI address = settings.url() == null ? staging : settings.url();
        if (address != null && isProduction(plan, address)) {
            throw new HintedException(
                    "the load test would ask production, " + address.getAuthority(),
                    "Name an address of staging in preventive.loadTest.url.");
        }
        return address;
    }

    private static boolean isProduction(MaintenancePlan plan, URI address) {
        boolean released =
                plan.release() != null && sameSite(plan.release().production().address(), address);
        return released || sameSite(plan.url(), address);
    }

    private static boolean sameSite(@Nullable URI one, URI other) {
        return one != null
                && String.valueOf(one.getHost()).equalsIgnoreCase(other.getHost())
                && port(one) == port(other);
    }

    private static int port(URI address) {
        return address.getPort() >= 0 ? address.getPort() : "https".equalsIgnoreCase(address.getScheme()) ? 443 : 80;
    }

    private static void ask(URI address, LoadTest settings, Answers answers, Heartbeat heartbeat) {
        HttpExchange http = new HttpExchange(LONGEST, null);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("User-Agent", "Vigie load test")
                .build();
        AtomicInteger next = new AtomicInteger();
        Callable<Void> asker = () -> {
            for (int i = next.getAndIncrement(); i < settings.requests(); i = next.getAndIncrement()) {
                if (i % ASK_EVERY == 0) {
                    heartbeat.check();
                }
                answers.add(i, http, request);
            }
            return null;
        };
        try (ExecutorService askers = Executors.newFixedThreadPool(
                settings.atOnce(),
                Thread.ofPlatform().daemon().name("load-test-", 1).factory())) {
            List<Future<Void>> all = askers.invokeAll(Collections.nCopies(settings.atOnce(), asker));
            for (Future<Void> one : all) {
                one.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HintedException("the load test was broken off", "Have it done again.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new HintedException("the load test was broken off", "Have it done again.", e);
        }
    }

    private static WorkResult result(WorkOrder order, URI address, LoadTest settings, Answers answers, long micros) {
        List<String> lines = new ArrayList<>();
        lines.add(settings.requests() + " requests, " + settings.atOnce() + " at a time, " + address);
        lines.add(String.format(
                Locale.ROOT,
                "%.1f s in all, %.1f requests a second",
                micros / MICROS_OF_A_SECOND,
                settings.requests() * MICROS_OF_A_SECOND / micros));
        lines.add("fastest " + answers.millis(0) + " ms, median " + answers.millis(50) + " ms, 95 % below "
                + answers.millis(95) + " ms, 99 % below " + answers.millis(99) + " ms, slowest " + answers.millis(100)
                + " ms");
        answers.byOutcome().forEach((outcome, count) -> lines.add(outcome + ": " + count));
        int failed = answers.failed();
        String sentence = order.say(
                settings.requests() + " requests, " + failed + " of them failed, 95 % answered within "
                        + answers.millis(95) + " ms.",
                settings.requests() + " requêtes, " + failed + " en échec, 95 % servies en moins de "
                        + answers.millis(95) + " ms.");
        return failed == 0 ? WorkResult.done(sentence, lines) : WorkResult.failed(sentence, lines);
    }

    /** How each request was answered. Thread-safe while each request has its own number. */
    private static final class Answers {

        private static final int SERVER_ERROR = 500;

        private final long[] micros;
        private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
        private final AtomicInteger failed = new AtomicInteger();

        Answers(int requests) {
            micros = new long[requests];
        }

        void add(int number, HttpExchange http, HttpRequest request) {
            long began = System.nanoTime();
            String outcome;
            try {
                int status = http.send(request, BodyHandlers.discarding()).statusCode();
                outcome = "HTTP " + status;
                if (status >= SERVER_ERROR) {
                    failed.incrementAndGet();
                }
            } catch (IOException e) {
                outcome = "no answer";
                failed.incrementAndGet();
            }
            micros[number] = (System.nanoTime() - began) / MICROS_OF_A_MILLI;
            outcomes.computeIfAbsent(outcome, key -> new LongAdder()).increment();
        }

        int failed() {
            return failed.get();
        }

        Map<String, Long> byOutcome() {
            Map<String, Long> counts = new TreeMap<>();
            outcomes.forEach((outcome, count) -> counts.put(outcome, count.sum()));
            return counts;
        }

        /** Within how many milliseconds that many of a hundred were answered. */
        long millis(int percent) {
            long[] sorted = micros.clone();
            Arrays.sort(sorted);
            int place = Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1);
            return sorted[place] / MICROS_OF_A_MILLI;
        }
    }
}
