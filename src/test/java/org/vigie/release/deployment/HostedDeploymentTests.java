package org.vigie.release.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.command.CommandLine;
import org.vigie.command.CommandOutcome;
import org.vigie.command.KeptPrograms;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.OperationSteps;
import org.vigie.plan.load.SomePlans;
import org.vigie.release.record.ReleaseRun;
import org.vigie.shared.HintedException;
import org.vigie.shared.ssh.SshHost;

/** What runs where, when an environment is on a host. */
class HostedDeploymentTests {

    private static final Heartbeat ALIVE = () -> {};
    private static final String HASH = "a".repeat(64);
    private static final String RELEASE = """
            release:
              repository: sample
              steps: {build: [[make]]}
              health: {path: /health}
              production:
                address: https://shop.example
                database: main
                on: %s
                bring: [[copy, "{artefact}", "{host}"]]
                start: [[up, "{slot}", "{artefactHash}"]]
                switchTo: [[switch, "{slot}"]]
                stop: [[down, "{slot}", "{place}"]]
                instances: [{role: web, ports: [8072, 8073]}]
            """;

    @TempDir
    Path plans;

    @TempDir
    Path data;

    private final List<CommandLine> lines = new ArrayList<>();
    private ReleaseFolders folders;
    private CommandValues values;
    private StepCommands commands;
    private Instances instances;

    @BeforeEach
    void prepare() {
        folders = new ReleaseFolders(data);
        values = new CommandValues(folders, new Tools(folders));
        OperationSteps steps = mock();
        when(steps.find(any(), any())).thenReturn(Optional.empty());
        commands = new StepCommands(new Recorded(), steps, values, folders);
        ProgramStore store = mock();
        when(store.of(any(), any(), any())).thenReturn(List.of());
        instances = new Instances(store, mock(KeptPrograms.class), commands, values, mock(), mock(), folders);
    }

    @Test
    void itsInstancesAnswerOnTheHost() {
        Deployment deployment = deployment("web-1", "b");
        assertThat(deployment.address(deployment.environment().front()))
                .isEqualTo(URI.create("http://web-1.example:8073"));
        Deployment other = deployment("web-2", "a");
        assertThat(other.address(other.environment().front())).isEqualTo(URI.create("http://[2001:db8::2]:8072"));
    }

    @Test
    void theArtefactIsBroughtFromHereAndStartedThere() {
        instances.start(deployment("web-1", "b"), "op-2", ALIVE);
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().host()).isNull();
        assertThat(lines.getFirst().arguments())
                .containsExactly(
                        "copy",
                        folders.artefact("shop", HASH).resolve("shop.zip").toString(),
                        "web-1.example");
        CommandLine start = lines.getLast();
        assertThat(Objects.requireNonNull(start.host())).extracting(SshHost::id).isEqualTo("web-1");
        assertThat(start.arguments()).containsExactly("up", "b", HASH);
        assertThat(start.folder()).isRelative();
        assertThat(start.secrets()).containsOnlyKeys("DATABASE_PASSWORD");
    }

    @Test
    void whatLiesHereCannotBeNamedThere() {
        Deployment deployment = deployment("web-1", "b");
        assertThatThrownBy(() -> instances.stop(deployment, "op-2", ALIVE))
                .isInstanceOfSatisfying(
                        HintedException.class, e -> assertThat(e.fact()).contains("{place}"));
        assertThat(lines).isEmpty();
    }

    private Deployment deployment(String host, String slot) {
        ReleaseRun run = new ReleaseRun(
                "op-1",
                "shop",
                "1.2.0",
                "v1.2.0",
                "c".repeat(40),
                null,
                Map.of(ReleaseRun.ARTEFACT, HASH, ReleaseRun.ARTEFACT_NAME, "shop.zip"));
        return new Deployment(SomePlans.shop(plans, RELEASE.formatted(host)), Deployment.PRODUCTION, slot, run);
    }

    /** Takes note instead of running anything. */
    private final class Recorded implements Executor {

        @Override
        public CommandOutcome run(String operationId, String step, CommandLine line, Heartbeat heartbeat) {
            lines.add(line);
            return new CommandOutcome.Exited(0);
        }

        @Override
        public List<String> output(String operationId, String step, int count) {
            return List.of();
        }
    }
}
