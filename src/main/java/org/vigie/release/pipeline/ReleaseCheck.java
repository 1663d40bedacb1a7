package org.vigie.release.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.vigie.plan.ReleaseSettings;
import org.vigie.release.deployment.ReleaseFailedException;
import org.vigie.release.deployment.ReleaseFolders;
import org.vigie.release.documentation.DocumentationGate;
import org.vigie.release.freeze.FreezeGate;
import org.vigie.release.history.HistoryCommit;
import org.vigie.release.history.ReleaseHistory;
import org.vigie.release.history.ReleaseTag;
import org.vigie.release.history.ReleaseTags;
import org.vigie.release.history.SourceTree;
import org.vigie.release.record.ReleaseRun;
import org.vigie.release.record.ReleaseRuns;
import org.vigie.release.record.VersionRecords;
import org.vigie.release.version.BranchRules;
import org.vigie.release.version.TagPattern;
import org.vigie.release.version.Version;
import org.vigie.shared.HintedException;

/**
 * The beginning of a release: writes down what serves before anything is done, looks whether the tag still leads to what was
 * asked for, takes nothing back and brings the documents that are due with it, and writes the sources out.
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
                requireBranch(history, tags, run);
                requireNothingTakenBack(history, tags, run);
            }
            return tag + " is commit " + commit.substring(0, 12);
        });
        checkDocumentation(plan, run, FreezeGate.emergency(operation).isPresent());
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

    /** One of the branches that contain it may bring this version, if the plan says which may. */
    private void requireBranch(ReleaseHistory history, ReleaseTags tags, ReleaseRun run) {
        ReleaseSettings.Branches branches = context.settings(run).branches();
        Optional<Version> version = Version.parse(run.version());
        if (branches == null || version.isEmpty()) {
            return;
        }
        BranchRules rules = new BranchRules(branches.main(), branches.develop());
        Optional<Version> base = tags.releases().stream()
                .filter(tag -> tag.version().isFinal() && tag.version().compareTo(version.get()) < 0)
                .filter(tag -> history.contains(run.commit(), tag.commit()))
                .map(ReleaseTag::version)
                .max(Comparator.naturalOrder());
        List<String> reasons = new ArrayList<>();
        for (String branch : history.branchesWith(run.commit())) {
            try {
                rules.require(branch, version.get(), base);
                return;
            } catch (HintedException e) {
                reasons.add(e.fact());
            }
        }
        throw new ReleaseFailedException(
                "wrong-branch",
                reasons.isEmpty() ? "no branch contains " + run.tag() : String.join("; ", reasons),
                "Merge it to " + branches.main() + ", or release it from release/* or, urgent fixes, from hotfix/*.");
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

    /** Documents that are due with what this version changes. Nothing serves yet: there is nothing to compare with. */
    private void checkDocumentation(MaintenancePlan plan, ReleaseRun run, boolean emergency) {
        DocumentationGate gate = new DocumentationGate(context.settings(run).documentation());
        if (gate.isOpen()) {
            return;
        }
        context.step(run.operationId(), "Check the documentation", () -> {
            Optional<List<String>> changed = changedFiles(plan, run);
            if (changed.isEmpty()) {
                return "nothing serves that it could be compared with";
            }
            List<String> findings = gate.findings(changed.get());
            if (findings.isEmpty()) {
                return "what is due is in " + changed.get().size() + " changed files";
            }
            context.show(run.operationId(), Map.of("documentation", findings));
            if (emergency) {
                return "goes on because it is an emergency; missing: " + String.join("; ", findings);
            }
            throw new ReleaseFailedException(
                    "documentation-missing",
                    "documents are missing: " + String.join("; ", findings),
                    "Update them and give that a new tag. What cannot wait is released with emergency true and a reason.");
        });
    }

    private Optional<List<String>> changedFiles(MaintenancePlan plan, ReleaseRun run) {
        try (ReleaseHistory history = repositories.open(plan)) {
            return history.tags(new TagPattern(context.settings(run).tags())).releases().stream()
                    .filter(tag -> tag.version().toString().equals(run.previous()))
                    .findFirst()
                    .map(serving -> history.changedFiles(serving.commit(), run.commit()));
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
