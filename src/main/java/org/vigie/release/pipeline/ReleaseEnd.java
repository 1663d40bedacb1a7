package org.vigie.release.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vigie.engine.job.Heartbeat;
import org.vigie.release.deployment.Deployment;
import org.vigie.release.deployment.Entries;
import org.vigie.release.deployment.Instances;
import org.vigie.release.deployment.ReleaseFolders;
import org.vigie.release.publication.NotesOfReleases;
import org.vigie.release.record.ReleaseRun;
import org.vigie.release.record.ReleaseRuns;
import org.vigie.release.record.VersionRecord;
import org.vigie.release.record.VersionRecords;
import org.vigie.release.record.VersionState;
import org.vigie.trouble.Trouble;
import org.vigie.trouble.TroubleRetry;
import org.vigie.trouble.Troubles;

/** How a release ends: the record of what serves, and what is left of one that failed. */
@Service
public class ReleaseEnd implements TroubleRetry {

    static final String TROUBLE = "release-not-serving";

    /** What the version itself is to blame for. */
    private static final Set<String> ITS_OWN = Set.of(
            "tests-failed",
            "analysis-failed",
            "build-failed",
            "integration-tests-failed",
            "validation-failed",
            "migration-failed",
            "not-healthy",
            "instance-ended",
            "entry-shows-another",
            "observation-bad");

    private final ReleaseContext context;
    private final ReleaseRuns runs;
    private final Instances instances;
    private final Entries entries;
    private final VersionRecords versions;
    private final NotesOfReleases notes;
    private final ReleaseFolders folders;
    private final Troubles troubles;

    ReleaseEnd(
            ReleaseContext context,
            ReleaseRuns runs,
            Instances instances,
            Entries entries,
            VersionRecords versions,
            NotesOfReleases notes,
            ReleaseFolders folders,
            Troubles troubles) {
        this.context = context;
        this.runs = runs;
        this.instances = instances;
        this.entries = entries;
        this.versions = versions;
        this.notes = notes;
        this.folders = folders;
        this.troubles = troubles;
    }

    /** The version serves well: that is recorded first, then what served before is ended. */
    public void succeed(String operationId, Heartbeat heartbeat) {
        ReleaseRun run = context.run(operationId);
        Deployment production = context.deployment(
                run, Deployment.PRODUCTION, run.fact(ReleaseRun.SLOT).orElseThrow());
        versions.serves(run.application(), run.version(), operationId, false);
        notes.ready(run.application(), run.version());
        context.show(operationId, Map.of("serving", run.version()));
        troubles.clear(key(run.application()));
        entries.serveAlone(production);
        if (run.previous() != null) {
            instances.stop(
                    context.deployment(run, Deployment.PRODUCTION, Deployment.other(production.slot())),
                    operationId,
                    heartbeat);
        }
        ReleaseFolders.delete(folders.work(run.application(), operationId));
    }

    /**
     * The release failed; what serves goes on.
     *
     * @param cause a stable code; null for a cancellation
     */
    public void fail(String operationId, @Nullable String cause, String outcome, Heartbeat heartbeat) {
        Optional<ReleaseRun> known = runs.find(operationId);
        if (known.isEmpty()) {
            return;
        }
        ReleaseRun run = known.get();
        boolean servedWell = versions.find(run.application(), run.version())
                .filter(version -> version.state() != VersionState.BAD)
                .isPresent();
        if (cause != null && ITS_OWN.contains(cause) && !servedWell) {
            versions.bad(run.application(), run.version(), cause + ": " + outcome);
        }
        run.fact(ReleaseRun.STAGING_SLOT).ifPresent(slot -> {
            boolean serves = entries.serving(run.application(), Deployment.STAGING)
                    .filter(serving -> serving.slot().equals(slot))
                    .isPresent();
            if (!serves) {
                instances.stop(context.deployment(run, Deployment.STAGING, slot), operationId, heartbeat);
            }
        });
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("serving", versions.serving(run.application()).orElse(null));
        context.show(operationId, details);
        if (wasInProduction(run)) {
            tellStanding(run, cause, outcome);
        }
        ReleaseFolders.delete(folders.work(run.application(), operationId));
    }

    /** Whether production was touched. */
    public static boolean wasInProduction(ReleaseRun run) {
        return run.fact(ReleaseRun.POSITION).isPresent()
                || run.fact(ReleaseRun.SWITCHED).isPresent();
    }

    /** Stands in the list of troubles until somebody acknowledges it or a later release serves. */
    private void tellStanding(ReleaseRun run, @Nullable String cause, String outcome) {
        String serving = versions.serving(run.application())
                .flatMap(version -> versions.find(run.application(), version))
                .map(ReleaseEnd::since)
                .orElse("nothing that is known to be well serves");
        troubles.report(
                key(run.application()),
                TROUBLE,
                run.operationId(),
                "released " + run.version() + " of " + run.application() + ", " + serving + ", because "
                        + (cause == null ? outcome : cause + ": " + outcome),
                "Retry this trouble to acknowledge it; release a corrected version under a new number.",
                null);
    }

    private static String since(VersionRecord version) {
        return "serving " + version.version() + " since " + version.releasedAt();
    }

    @Override
    public String kind() {
        return TROUBLE;
    }

    /** Somebody has taken notice. */
    @Override
    public boolean retry(Trouble trouble) {
        troubles.clear(trouble.key());
        return true;
    }

    private static String key(String application) {
        return TROUBLE + ":" + application;
    }
}
