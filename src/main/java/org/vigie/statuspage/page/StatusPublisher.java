package org.vigie.statuspage.page;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.statuspage.MaintenanceTurns;
import org.vigie.statuspage.StatusPageChanged;
import org.vigie.trouble.Troubles;

/**
 * Writes the pages: right after the commit of what changed, and every few seconds though nothing has, because a page that is not
 * renewed says of itself that it is out of date. What cannot be written leaves the page as it was.
 */
@Component
public class StatusPublisher implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(StatusPublisher.class);
    private static final String TROUBLE = "status-page";

    private final PageFiles files;
    private final MaintenanceTurns maintenance;
    private final Plans plans;
    private final Troubles troubles;
    private final StatusPageProperties properties;
    private final PageFolder folder;
    private final PageFolder drills;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("status-pages").factory());
    private boolean troubled;
    private boolean cleaned;

    StatusPublisher(
            PageFiles files,
            MaintenanceTurns maintenance,
            Plans plans,
            Troubles troubles,
            StatusPageProperties properties) {
        this.files = files;
        this.maintenance = maintenance;
        this.plans = plans;
        this.troubles = troubles;
        this.properties = properties;
        this.folder = new PageFolder(properties.folder());
        this.drills = new PageFolder(properties.drillFolder());
    }

    @EventListener
    void on(StatusPageChanged event) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    wake();
                }
            });
        } else {
            wake();
        }
    }

    /** Writes all pages, soon; returns at once. */
    @Scheduled(initialDelayString = "PT1S", fixedRateString = "${vigie.status-page.interval:PT20S}")
    void wake() {
        if (waiting.compareAndSet(false, true)) {
            try {
                thread.execute(() -> {
                    waiting.set(false);
                    publish();
                });
            } catch (RejectedExecutionException e) {
                LOG.debug("stopped: the next start writes the pages");
            }
        }
    }

    /** Writes all pages now; one that cannot be written holds up no other. */
    synchronized void publish() {
        Exception failure = cleaned ? null : attempt(this::clean);
        for (MaintenancePlan plan : plans.all()) {
            Exception e = attempt(() -> publish(plan));
            failure = failure == null ? e : failure;
        }
        Exception e = attempt(this::bury);
        failure = failure == null ? e : failure;
        if (failure != null) {
            tell(failure);
        } else if (troubled) {
            troubles.clear(TROUBLE);
            LOG.info("status pages are written again");
            troubled = false;
        }
    }

    /** Something that may fail. */
    private interface Work {
        void run() throws IOException;
    }

    private static @Nullable Exception attempt(Work work) {
        try {
            work.run();
            return null;
        } catch (IOException | RuntimeException e) {
            return e;
        }
    }

    private void publish(MaintenancePlan plan) throws IOException {
        maintenance.follow(plan.application());
        write(folder, files.of(plan, false));
        if (files.hasDrills(plan)) {
            write(drills, files.of(plan, true));
        }
    }

    private void clean() throws IOException {
        folder.clean();
        drills.clean();
        cleaned = true;
    }

    /** What was the page of an application without a plan says that it is gone. */
    private void bury() throws IOException {
        for (String application : folder.applications()) {
            if (plans.find(application).isEmpty()) {
                write(folder, files.gone(application));
            }
        }
    }

    private void tell(Exception e) {
        if (troubled) {
            return;
        }
        troubled = true;
        LOG.warn("status pages cannot be written at present; they say themselves that they are out of date", e);
        attempt(() -> troubles.report(
                TROUBLE,
                TROUBLE,
                null,
                "status pages cannot be written to " + properties.folder() + ": " + e.getMessage(),
                "Make room in the folder and let Vigie write to it; it is tried again by itself.",
                null));
    }

    /** The page of the drills of an application; empty if it had none. */
    public Optional<byte[]> drillPage(MaintenancePlan plan) {
        return files.hasDrills(plan)
                ? Optional.ofNullable(files.of(plan, true).get(plan.application() + "/index.html"))
                : Optional.empty();
    }

    private static void write(PageFolder folder, Map<String, byte[]> files) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            folder.write(file.getKey(), file.getValue());
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        thread.shutdown();
        if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
            LOG.warn("the status pages were not written to the end; they are complete as they are");
        }
    }
}
