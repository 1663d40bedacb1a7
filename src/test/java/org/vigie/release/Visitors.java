package org.vigie.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.vigie.support.engine.HttpJson;

/** Users of the shop, fifty requests a second, while versions change. */
final class Visitors implements AutoCloseable {

    private static final int PAUSE_MILLIS = 20;

    private final ScheduledExecutorService people = Executors.newScheduledThreadPool(8);
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    Visitors(HttpJson shop) {
        people.scheduleAtFixedRate(() -> people.execute(() -> visit(shop)), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void visit(HttpJson shop) {
        requests.incrementAndGet();
        try {
            if (shop.get("/health").status() != 200) {
                failures.incrementAndGet();
            }
        } catch (RuntimeException | AssertionError e) {
            failures.incrementAndGet();
        }
    }

    int requests() {
        return requests.get();
    }

    int failures() {
        return failures.get();
    }

    /** Kills the web instance of production that runs a version. */
    static void endInstance(String version) {
        int port = List.of(8072, 8073).stream()
                .filter(candidate -> runs(candidate, version))
                .findFirst()
                .orElseThrow();
        List<ProcessHandle> instances = ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("Shop.java web --port " + port))
                        .isPresent())
                .toList();
        assertThat(instances).isNotEmpty();
        instances.forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean runs(int port, String version) {
        try {
            return new HttpJson(URI.create("http://127.0.0.1:" + port))
                    .get("/health")
                    .body()
                    .path("version")
                    .asText()
                    .equals(version);
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Override
    public void close() {
        people.shutdownNow();
    }
}
