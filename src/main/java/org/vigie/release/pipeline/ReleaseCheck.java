package org.vigie.release.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.Operation;
import org.vigie.operation.Operations;
import org.vigie.plan.MaintenancePlan;
import org.vigie.release.deployment.ReleaseFailedException;
import org.vigie.release.deployment.ReleaseFolders;
import org.vigie.release.freeze.FreezeGate;
import org.vigie.release.history.HistoryCommit;
import org.vigie.release.history.ReleaseHistory;
import org.vigie.release.history.ReleaseTag;
import org.vigie.release.history.ReleaseTags;
import org.vigie.release.history.SourceTree;
import org.vigie.release.record.ReleaseRun;
import org.vigie.release.record.ReleaseRuns;
import org.vigie.release.record.VersionRecords;
import org.vigie.release.version.TagPattern;

/**
 * The beginning of a release: writes down what serves before anything is done, looks whether the tag still leads to what was
 * asked for and takes nothing back, and writes the sources out.
 */
@Component
class ReleaseCheck implements ReleaseStep {

    private final Operations operations;
    private final ReleaseContext context;
    private final ReleaseRuns runs;
    private final VersionRecords versions;
    private final Repositories repositories;
    private final ReleaseFolders folders;

    ReleaseCheck(
            Operations operations,
            ReleaseContext context,
            ReleaseRuns runs,
            VersionRecords versions,
            Repositories repositories,
            ReleaseFolders folders) {
        this.operations = operations;
        this.context = context;
        this.runs = runs;
        this.versions = versions;
        this.repositories = repositories;
        this.folders = folders;
    }

    @Override
    public String id() {
        return "check";
    }

    @Override
    public Map<String, ?> carryOut(String operationId, Heartbeat heartbeat) {
        Operation operation = operations.require(operationId);
        MaintenancePlan plan = context.plan(operation.application());
        String tag = String.valueOf(operation.input().get(ReleaseKind.TAG));
        String commit = String.valueOf(operation.input().get(ReleaseKind.COMMIT));
        @Nullable String previous = versions.serving(operation.application()).orElse(null);
        runs.add(new ReleaseRun(
                operationId,
                operation.application(),
                String.valueOf(operation.input().get(ReleaseKind.VERSION)),
                tag,
                commit,
                previous,
                Map.of()));
        ReleaseRun run = runs.require(operationId);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("version", run.version());
        details.put("previous", run.previous());
        details.put("serving", previous);
        details.put("tag", run.tag());
        details.put("commit", run.commit());
        FreezeGate.emergency(operation).ifPresent(emergency -> details.put("emergency", emergency));
        context.show(operationId, details);
        context.step(operationId, "Check the tag", () -> {
            try (ReleaseHistory history = repositories.open(plan)) {
                ReleaseTags tags =
                        history.tags(new TagPattern(context.settings(run).tags()));
                requireUnmoved(tags, run);
                requireNothingTakenBack(history, tags, run);
            }
            return tag + " is commit " + commit.substring(0, 12);
        });
        heartbeat.check();
        writeSources(plan, run);
        return Map.of("version", run.version());
    }

    /** @throws ReleaseFailedException if the tag leads elsewhere by now */
    static void requireUnmoved(ReleaseTags tags, ReleaseRun run) {
        List<ReleaseTags.Moved> moved = tags.moved(Map.of(run.tag(), run.commit()));
        if (!moved.isEmpty()) {
            throw new ReleaseFailedException(
                    "tag-moved",
                    "the tag " + run.tag() + " was " + run.commit().substring(0, 12)
                            + " when the release was asked for and "
                            + moved.getFirst()
                                    .now()
                                    .map(now -> "is " + now.substring(0, 12) + " now")
                                    .orElse("is gone now"),
                    "Give what is to be released a new tag.");
        }
    }

    /** What serves must be contained in the new version, or a copy of it. */
    private static void requireNothingTakenBack(ReleaseHistory history, ReleaseTags tags, ReleaseRun run) {
        Optional<ReleaseTag> serving = tags.releases().stream()
                .filter(tag -> tag.version().toString().equals(run.previous()))
                .findFirst();
        if (serving.isEmpty() || history.contains(run.commit(), serving.get().commit())) {
            return;
        }
        List<HistoryCommit> missing = history.unreleased(
                        run.commit(), new ReleaseTags(serving.stream().toList(), List.of()))
                .missing();
        if (!missing.isEmpty() || !serving.get().version().isFinal()) {
            throw new ReleaseFailedException(
                    "takes-back",
                    run.version() + " lacks " + missing.size() + " commits of " + run.previous()
                            + ", which serves: "
                            + String.join(
                                    "; ",
                                    missing.stream()
                                            .limit(5)
                                            .map(commit -> commit.id().substring(0, 12) + " "
                                                    + commit.message()
                                                            .lines()
                                                            .findFirst()
                                                            .orElse(""))
                                            .toList()),
                    "Merge them first, or go back with a rollback.");
        }
    }

    private void writeSources(MaintenancePlan plan, ReleaseRun run) {
        Path work = ReleaseFolders.make(folders.work(run.application(), run.operationId()));
        if (!Files.isDirectory(work.resolve("source"))) {
            Path draft = work.resolve(".source");
            ReleaseFolders.delete(draft);
            SourceTree.write(repositories.folder(plan), run.commit(), ReleaseFolders.make(draft));
            ReleaseFolders.move(draft, work.resolve("source"));
        }
    }
}
