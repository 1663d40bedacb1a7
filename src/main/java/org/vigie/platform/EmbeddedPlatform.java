package org.vigie.platform;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.command.Leftovers;
import org.vigie.command.Signals;
import org.vigie.platform.artifact.SoftwareCache;
import org.vigie.platform.child.Child;
import org.vigie.platform.child.ChildDefinition;
import org.vigie.platform.child.ChildFolders;
import org.vigie.platform.child.ChildKeeper;
import org.vigie.platform.display.DisplayRetention;
import org.vigie.platform.display.DisplayWatch;
import org.vigie.platform.display.OldIndices;
import org.vigie.platform.preflight.DataFolder;
import org.vigie.platform.preflight.MachineCheck;
import org.vigie.platform.preflight.PortCheck;
import org.vigie.platform.preflight.PortUse;
import org.vigie.platform.service.BrokerDefinition;
import org.vigie.platform.service.DemoDatabase;
import org.vigie.platform.service.JvmSetup;
import org.vigie.platform.service.OpenSearchAccount;
import org.vigie.platform.service.OpenSearchDefinition;
import org.vigie.platform.service.PostgresAccount;
import org.vigie.platform.service.PostgresDefinition;
import org.vigie.platform.service.PostgresLeftover;
import org.vigie.platform.service.WebappsDefinition;
import org.vigie.platform.service.WorkingAccount;

/** All children together: checked, started side by side, awaited one by one, stopped in order. */
public final class EmbeddedPlatform implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPlatform.class);

    /** How long a child that was started again must be up for its next end to count as another one. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    /** How long after the start the classes of the children are archived, when nobody waits for the machine. */
    private static final long IDLE_MINUTES = 2;

    private static final long RETENTION_MINUTES = 60;

    private final PlatformProperties properties;
    private final DataFolder dataFolder;
    private final PostgresAccount account;
    private final WorkingAccount working;
    private final OpenSearchAccount openSearch;
    private final @Nullable DemoDatabase demo;
    private final Runnable lost;
    private final Map<String, Child> children = new LinkedHashMap<>();
    private final Map<String, CompletableFuture<Void>> starts = new LinkedHashMap<>();
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("platform-", 1).factory());
    private final ScheduledExecutorService housekeeping = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("platform-housekeeping").factory());
    private final ScheduledExecutorService display = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("platform-display").factory());
    private @Nullable DisplayWatch displayWatch;
    private boolean closed;

    private EmbeddedPlatform(
            PlatformProperties properties,
            DataFolder dataFolder,
            PostgresAccount account,
            WorkingAccount working,
            OpenSearchAccount openSearch,
            @Nullable DemoDatabase demo,
            Runnable lost) {
        this.properties = properties;
        this.dataFolder = dataFolder;
        this.account = account;
        this.working = working;
        this.openSearch = openSearch;
        this.demo = demo;
        this.lost = lost;
    }

    /**
     * Checks the machine and starts the children that are enabled; returns before they are ready.
     *
     * @param dataDir the data folder, created when absent and locked until {@link #close}
     * @param ownPorts ports that Vigie itself opens later, to be checked with those of the children
     * @param lost called when a child ended and could not be started again
     * @throws org.vigie.shared.HintedException when something is missing or in the way; nothing runs then
     */
    public static EmbeddedPlatform start(
            PlatformProperties properties, Path dataDir, List<PortUse> ownPorts, Runnable lost) {
        ChildFolders folders = new ChildFolders(dataDir);
        DataFolder dataFolder = DataFolder.take(folders.data());
        try {
            Path javaHome = javaHome(properties);
            MachineCheck.requireJava(javaHome);
            MachineCheck.requireDisk(folders.data(), properties.minFreeDisk());
            // PostgreSQL by its own mark first: it waits for its clients when asked as the others are
            PostgresLeftover.stop(PostgresDefinition.dataFolder(folders));
            new Leftovers(folders.run()).stop();
            PortCheck.requireFree(PlatformPorts.all(properties, ownPorts));
            MachineCheck.missingClientTools(Signals::isOnPath).ifPresent(LOG::warn);
            Path secrets = folders.data().resolve("secrets");
            PostgresAccount account = PostgresAccount.keptIn(
                    secrets.resolve(DemoDatabase.ADMINISTRATOR_PASSWORD),
                    properties.postgres().database());
            EmbeddedPlatform platform = new EmbeddedPlatform(
                    properties,
                    dataFolder,
                    account,
                    WorkingAccount.keptIn(secrets.resolve("postgres-work-password"), account),
                    OpenSearchAccount.keptIn(
                            secrets.resolve("opensearch-password"),
                            properties.opensearch().port()),
                    demo(properties, account, secrets),
                    lost);
            platform.startChildren(folders, javaHome);
            return platform;
        } catch (IOException e) {
            dataFolder.close();
            throw new UncheckedIOException("cannot prepare the data folder " + folders.data(), e);
        } catch (RuntimeException e) {
            dataFolder.close();
            throw e;
        }
    }

    private static @Nullable DemoDatabase demo(PlatformProperties properties, PostgresAccount account, Path secrets) {
        return properties.postgres().enabled() && properties.demo().enabled()
                ? new DemoDatabase(account, properties.postgres().port(), secrets)
                : null;
    }

    private static Path javaHome(PlatformProperties properties) {
        Path set = properties.javaHome();
        return set != null ? set : Path.of(System.getProperty("java.home"));
    }

    private void startChildren(ChildFolders folders, Path javaHome) {
        Path cacheDir = properties.cacheDir();
        Path cache = cacheDir != null ? cacheDir : folders.data().resolve("cache");
        SoftwareCache software = new SoftwareCache(
                cache, properties.localRepository(), properties.camunda().archive(), LOG::info);
        JvmSetup jvm = new JvmSetup(software, folders, javaHome, properties.classDataSharing());
        // in the order of stopping, last to first; all are started at once
        if (properties.postgres().enabled()) {
            start(
                    new PostgresDefinition(
                            software, folders, properties.postgres().port(), account, working),
                    folders);
        }
        if (demo != null) {
            // beside the others: nobody but the end of the start waits for it
            starts.put("demo", starts.get(PostgresDefinition.NAME).thenRun(demo::make));
        }
        if (properties.opensearch().enabled()) {
            PlatformProperties.OpenSearch settings = properties.opensearch();
            start(new OpenSearchDefinition(jvm, openSearch, settings.transportPort(), settings.heap()), folders);
        }
        if (properties.broker().enabled()) {
            start(
                    new BrokerDefinition(
                            jvm, properties.broker(), properties.opensearch().enabled() ? openSearch : null),
                    folders);
        }
        if (properties.webapps().enabled()) {
            start(new WebappsDefinition(jvm, properties, openSearch, awaitOldData(folders)), folders);
        }
        housekeeping.scheduleWithFixedDelay(this::rotateLogs, 1, 1, MINUTES);
        if (properties.opensearch().enabled() && properties.broker().enabled()) {
            keepDisplay();
        }
        CompletableFuture.allOf(starts.values().toArray(CompletableFuture[]::new))
                .thenRunAsync(this::keepClasses, CompletableFuture.delayedExecutor(IDLE_MINUTES, MINUTES, executor));
    }

    /** The webapps wait for an OpenSearch that is absent, but not for one that is still loading its indices. */
    private Runnable awaitOldData(ChildFolders folders) {
        if (!OpenSearchDefinition.hasData(folders)) {
            return () -> {};
        }
        return () -> {
            await(OpenSearchDefinition.NAME);
            new OldIndices(openSearch).makeLenient();
        };
    }

    private void keepDisplay() {
        URI broker = URI.create("http://127.0.0.1:" + properties.broker().managementPort());
        DisplayWatch watch = new DisplayWatch(
                openSearch,
                broker,
                properties.webapps().enabled(),
                () -> children.values().stream().allMatch(Child::isUp),
                Clock.systemUTC());
        displayWatch = watch;
        DisplayRetention retention = new DisplayRetention(openSearch, properties.display());
        CompletableFuture.allOf(starts.values().toArray(CompletableFuture[]::new))
                .thenRun(() -> {
                    display.scheduleWithFixedDelay(watch::look, 0, DisplayWatch.PERIOD.toMillis(), MILLISECONDS);
                    housekeeping.scheduleWithFixedDelay(retention::apply, IDLE_MINUTES, RETENTION_MINUTES, MINUTES);
                });
    }

    private void rotateLogs() {
        children.values().forEach(Child::rotateLog);
    }

    private void keepClasses() {
        children.values().forEach(Child::keepClasses);
    }

    private void start(ChildDefinition definition, ChildFolders folders) {
        Child child = new Child(definition, folders);
        children.put(child.name(), child);
        ChildKeeper keeper = new ChildKeeper(child, properties.restartTimeout(), SETTLED, lost);
        starts.put(
                child.name(),
                CompletableFuture.runAsync(
                        () -> {
                            keeper.keep(executor);
                            child.start(properties.startTimeout());
                        },
                        executor));
    }

    /**
     * Waits until a child is ready; returns at once when it is not part of this platform.
     *
     * @throws org.vigie.shared.HintedException when it could not start
     */
    public void await(String child) {
        try {
            starts.getOrDefault(child, CompletableFuture.completedFuture(null)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** Waits until all children are ready. */
    public void awaitAll() {
        starts.keySet().forEach(this::await);
    }

    /** The children by name, and whether each is ready and running now. */
    public Map<String, Boolean> states() {
        Map<String, Boolean> states = new LinkedHashMap<>();
        children.forEach((name, child) -> states.put(name, child.isUp()));
        return states;
    }

    /** Of Operate and Tasklist; empty: this platform does not export to them. */
    Optional<DisplayWatch> displayWatch() {
        return Optional.ofNullable(displayWatch);
    }

    /** The account that owns Vigie's database. */
    PostgresAccount postgresAccount() {
        return account;
    }

    /** The account by which Vigie works on it. */
    WorkingAccount workingAccount() {
        return working;
    }

    /** The database of the demonstration; empty: this platform has none. */
    Optional<DemoDatabase> demo() {
        return Optional.ofNullable(demo);
    }

    PlatformProperties properties() {
        return properties;
    }

    /** Makes everyone who waits for a child give up, because the JVM is going down. */
    void cancelStart() {
        children.values().forEach(Child::cancelStart);
    }

    /** Stops all children, the last started first, and gives the data folder back. Harmless when called again. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        cancelStart();
        List.copyOf(children.values()).reversed().forEach(Child::stop);
        display.shutdownNow();
        housekeeping.shutdownNow();
        executor.shutdownNow();
        dataFolder.close();
    }
}
