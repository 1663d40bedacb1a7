package org.vigie.platform;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.util.unit.DataSize;
import org.vigie.platform.artifact.SoftwareCache;
import org.vigie.platform.child.Child;
import org.vigie.platform.child.ChildFolders;
import org.vigie.platform.preflight.MachineCheck;
import org.vigie.platform.service.BrokerDefinition;
import org.vigie.platform.service.JvmSetup;

/**
 * A real broker on free ports, without the rest of the platform and without Spring: for tests that need the engine as
 * it will be, and that want to kill it. Its software comes from the folder named by the system property
 * {@code vigie.platform.cache-dir} (default {@code data/cache}).
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

    private final ChildFolders folders;
    private final SoftwareCache software = StandaloneCache.open();
    private final PlatformProperties.Broker settings;
    private Child child;

    private EmbeddedBroker(Path dataDir, Map<String, String> environment) {
        List<Integer> ports = FreePorts.find(5);
        this.folders = new ChildFolders(dataDir);
        Map<String, String> own = new HashMap<>();
        own.put("ZEEBE_CLOCK_CONTROLLED", "true");
        own.putAll(environment);
        this.settings = new PlatformProperties.Broker(
                true,
                ports.get(0),
                ports.get(1),
                ports.get(2),
                ports.get(3),
                ports.get(4),
                DataSize.ofMegabytes(384),
                own);
        this.child = newChild();
    }

    /** As {@link #start(Path, Map)} without further settings. */
    public static EmbeddedBroker start(Path dataDir) {
        return start(dataDir, Map.of());
    }

    /**
     * Starts a broker and waits until its partition is healthy and its management answers. Its clock can be moved (see
     * {@link #managementAddress}); it exports nothing unless the environment configures an exporter.
     *
     * @param dataDir folder of its data and logs, created when absent; a broker that ran there before is continued
     * @param environment settings of the broker as environment variables
     */
    public static EmbeddedBroker start(Path dataDir, Map<String, String> environment) {
        EmbeddedBroker broker = new EmbeddedBroker(dataDir, environment);
        broker.child.start(START_TIMEOUT);
        return broker;
    }

    private Child newChild() {
        Path javaHome = Path.of(System.getProperty("java.home"));
        MachineCheck.requireJava(javaHome);
        JvmSetup jvm = new JvmSetup(software, folders, javaHome, true);
        return new Child(new BrokerDefinition(jvm, settings, null), folders);
    }

    /** Where Camunda clients connect by gRPC. */
    public URI grpcAddress() {
        return local(settings.grpcPort());
    }

    /** Where Camunda clients connect by REST. */
    public URI restAddress() {
        return local(settings.restPort());
    }

    /** The management server: {@code /actuator/clock}, {@code /actuator/health}, {@code /actuator/exporting}. */
    public URI managementAddress() {
        return local(settings.managementPort());
    }

    /** Whether the broker answers and runs. */
    public boolean isUp() {
        return child.isUp();
    }

    /** Kills the broker at once (SIGKILL). */
    public void kill() {
        child.kill();
    }

    /** Starts a stopped or killed broker again, on the same ports and data, and waits until it is healthy. */
    public void restart() {
        child.stop();
        child = newChild();
        child.start(START_TIMEOUT);
    }

    /** Stops the broker in good order; its data stay. */
    @Override
    public void close() {
        child.stop();
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
