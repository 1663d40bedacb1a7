package org.vigie.release.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.Operation;
import org.vigie.operation.Operations;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.load.PlanLoader;
import org.vigie.release.deployment.ReleaseFailedException;
import org.vigie.release.deployment.ReleaseFolders;
import org.vigie.release.history.ReleaseHistory;
import org.vigie.release.record.ReleaseRun;
import org.vigie.release.record.ReleaseRuns;
import org.vigie.release.record.VersionRecords;
import org.vigie.release.sample.SampleRepository;
import org.vigie.release.version.TagPattern;

/** The sample application with a plan that demands documents and branches: 1.1.0 serves, 1.2.0 changes the schema and no document. */
class ReleaseCheckTests {

    @TempDir
    Path folder;

    private final Operations operations = mock(Operations.class);
    private final ReleaseContext context = mock(ReleaseContext.class);
    private final ReleaseRuns runs = mock(ReleaseRuns.class);
    private final VersionRecords versions = mock(VersionRecords.class);
    private final Repositories repositories = mock(Repositories.class);
    private final ReleaseFolders folders = mock(ReleaseFolders.class);
    private final Map<String, String> steps = new HashMap<>();
    private final Map<String, Object> details = new HashMap<>();
    private final List<ReleaseRun> written = new ArrayList<>();
    private Path repository;

    @BeforeEach
    void sample() {
        repository = folder.resolve("repository");
        SampleRepository.make(Path.of("samples/shop"), repository);
        when(repositories.folder(any())).thenReturn(repository);
        when(repositories.open(any())).thenAnswer(call -> ReleaseHistory.open(repository));
        when(folders.work(anyString(), anyString())).thenReturn(folder.resolve("work"));
        doAnswer(call -> written.add(call.getArgument(0))).when(runs).add(any(ReleaseRun.class));
        when(runs.require(anyString())).thenAnswer(call -> written.getLast());
        doAnswer(call -> steps.put(
                        call.getArgument(1),
                        call.getArgument(2, ReleaseContext.Work.class).carryOut()))
                .when(context)
                .step(anyString(), anyString(), any());
        doAnswer(call -> {
                    details.putAll(call.getArgument(1));
                    return null;
                })
                .when(context)
                .show(anyString(), any());
    }

    @Test
    void aReleaseThatLacksADocumentEndsBeforeAnythingIsBuilt() throws IOException {
        assertThatThrownBy(() -> check(
                        "documentation: [{ id: manual, changed: [\"migrations/*.up.sql\"], updated: [\"docs/**\"] }]",
                        "v1.2.0",
                        false))
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageContaining("manual: migrations/")
                .hasMessageContaining("changed, and nothing in docs/**")
                .extracting(failed -> ((ReleaseFailedException) failed).code())
                .isEqualTo("documentation-missing");
        assertThat(details.get("documentation")).asString().contains("manual");
        assertThat(folder.resolve("work")).doesNotExist();
    }

    @Test
    void anEmergencyGoesOnAndSaysWhatIsMissing() throws IOException {
        check(
                "documentation: [{ id: manual, changed: [\"migrations/*.up.sql\"], updated: [\"docs/**\"] }]",
                "v1.2.0",
                true);
        assertThat(steps.get("Check the documentation")).contains("emergency").contains("manual");
        assertThat(folder.resolve("work/source/Shop.java")).exists();
    }

    @Test
    void whatIsThereLetsItPass() throws IOException {
        check(
                "documentation: [{ id: schema, changed: [\"migrations/*.up.sql\"], updated: [\"migrations/*.down.sql\"] }]",
                "v1.2.0",
                false);
        assertThat(steps.get("Check the documentation")).contains("changed files");
        assertThat(folder.resolve("work/source/Shop.java")).exists();
    }

    @Test
    void aPlanThatDemandsNothingHasNoSuchStep() throws IOException {
        check("documentation: []", "v1.2.0", false);
        assertThat(steps).doesNotContainKey("Check the documentation");
        verify(context, never()).step(anyString(), eq("Check the documentation"), any());
    }

    @Test
    void aVersionComesFromABranchThatMayBringIt() throws IOException {
        check("branches: {}", "v1.2.0", false);
        assertThat(folder.resolve("work/source/Shop.java")).exists();
        assertThatThrownBy(() -> check("branches: {}", "v1.2.0-lossy", false))
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageContaining("version 1.2.0-lossy may not come from feature/lossy")
                .extracting(failed -> ((ReleaseFailedException) failed).code())
                .isEqualTo("wrong-branch");
        assertThatThrownBy(() -> check("branches: { main: production, develop: main }", "v1.2.0", false))
                .hasMessageContaining("version 1.2.0 may not come from main")
                .hasMessageContaining("Merge it to production");
    }

    private void check(String rules, String tag, boolean emergency) throws IOException {
        Path plans = Files.createDirectories(folder.resolve("plans"));
        String demo = Files.readString(Path.of("plans/demo.yaml"));
        Files.writeString(
                plans.resolve("demo.yaml"),
                demo.replace("  repository: sample\n", "  repository: sample\n  " + rules + "\n"));
        MaintenancePlan plan = PlanLoader.load(plans.toString()).require("demo");
        when(context.plan("demo")).thenReturn(plan);
        when(context.settings(any())).thenReturn(plan.release());
        when(versions.serving("demo")).thenReturn(Optional.of("1.1.0"));
        Map<String, Object> input =
                new HashMap<>(Map.of("version", tag.substring(1), "tag", tag, "commit", commit(tag)));
        if (emergency) {
            input.putAll(Map.of("emergency", true, "reason", "orders are lost"));
        }
        Operation operation = mock(Operation.class);
        when(operations.require("R-1")).thenReturn(operation);
        when(operation.application()).thenReturn("demo");
        when(operation.requestedBy()).thenReturn("anne");
        when(operation.input()).thenReturn(input);
        new ReleaseCheck(operations, context, runs, versions, repositories, folders)
                .carryOut("R-1", mock(Heartbeat.class));
    }

    private String commit(String name) {
        try (ReleaseHistory history = ReleaseHistory.open(repository)) {
            return history.tags(new TagPattern(List.of("v{version}"))).releases().stream()
                    .filter(tag -> tag.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .commit();
        }
    }
}
