package org.vigie.release.rollback;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.vigie.operation.Operation;
import org.vigie.operation.Operations;
import org.vigie.release.deployment.Deployment;
import org.vigie.release.deployment.Entries;
import org.vigie.release.deployment.ReleaseFailedException;
import org.vigie.release.migrations.Migration;
import org.vigie.release.migrations.MigrationPlan;
import org.vigie.release.pipeline.ReleaseContext;
import org.vigie.release.pipeline.ReleaseKind;
import org.vigie.release.record.ReleaseRun;
import org.vigie.release.record.ReleaseRuns;
import org.vigie.release.record.VersionRecords;

/** From where to where a rollback leads, by the record alone. */
@Component
class WayBack {

    /** In the facts of a rollback: the releases that it takes back, newest first. */
    static final String TAKEN_BACK = "takenBack";

    /** In the facts of a rollback: the release whose version comes back. */
    static final String TARGET = "target";

    /** In the facts of a rollback: what becomes of the database. */
    static final String DATABASE = "database";

    private final Operations operations;
    private final ReleaseContext context;
    private final ReleaseRuns runs;
    private final VersionRecords versions;
    private final Entries entries;

    WayBack(Operations operations, ReleaseContext context, ReleaseRuns runs, VersionRecords versions, Entries entries) {
        this.operations = operations;
        this.context = context;
        this.runs = runs;
        this.versions = versions;
        this.entries = entries;
    }

    /**
     * Where it leads.
     *
     * @param takenBack the releases that are taken back, newest first
     * @param target the release whose version comes back
     */
    record Route(List<ReleaseRun> takenBack, ReleaseRun target) {

        ReleaseRun newest() {
            return takenBack.getFirst();
        }

        /** The release that replaced the target: it wrote down where the database was. */
        ReleaseRun oldest() {
            return takenBack.getLast();
        }

        /** All that they brought, in the order in which it was applied. */
        MigrationPlan migrations() {
            List<Migration> all = new ArrayList<>();
            takenBack.reversed().forEach(run -> all.addAll(run.migrations().migrations()));
            return new MigrationPlan(all);
        }
    }

    /** Finds the route at the beginning of a rollback. */
    Route find(String operationId) {
        Operation operation = operations.require(operationId);
        String version = String.valueOf(operation.input().get(ReleaseKind.VERSION));
        String application = operation.application();
        ReleaseRun newest = runs.find(operation.rootId())
                .filter(run -> !run.operationId().equals(operationId))
                .or(() -> versions.serving(application).flatMap(serving -> runs.thatBrought(application, serving)))
                .orElseThrow(() -> new ReleaseFailedException(
                        "nothing-to-go-back-from", "no release of " + application + " is known"));
        List<ReleaseRun> takenBack = new ArrayList<>(List.of(newest));
        Set<String> seen = new HashSet<>();
        while (!version.equals(takenBack.getLast().previous())) {
            String previous = takenBack.getLast().previous();
            if (previous == null || !seen.add(previous)) {
                throw new ReleaseFailedException(
                        "nothing-to-go-back-to", version + " did not serve before " + newest.version());
            }
            takenBack.add(runThatBrought(application, previous));
        }
        return new Route(takenBack, runThatBrought(application, version));
    }

    /** The route that was found at the beginning, whatever became of it since. */
    Route kept(String operationId) {
        ReleaseRun rollback = runs.require(operationId);
        List<ReleaseRun> takenBack = ((List<?>) rollback.facts().getOrDefault(TAKEN_BACK, List.of()))
                .stream().map(id -> runs.require(String.valueOf(id))).toList();
        return new Route(takenBack, runs.require(rollback.fact(TARGET).orElseThrow()));
    }

    /** The version that goes, in the slot that it has or was to get. */
    Deployment from(Route route) {
        ReleaseRun newest = route.newest();
        return context.deployment(
                newest, Deployment.PRODUCTION, newest.fact(ReleaseRun.SLOT).orElseGet(() -> servingSlot(newest)));
    }

    /** The version that comes back, in the other slot: there it may still run. */
    Deployment to(Route route) {
        return context.deployment(
                route.target(),
                Deployment.PRODUCTION,
                Deployment.other(from(route).slot()));
    }

    private String servingSlot(ReleaseRun run) {
        return entries.serving(run.application(), Deployment.PRODUCTION)
                .map(serving -> Deployment.other(serving.slot()))
                .orElse("a");
    }

    private ReleaseRun runThatBrought(String application, String version) {
        return runs.thatBrought(application, version)
                .orElseThrow(() -> new ReleaseFailedException(
                        "nothing-to-go-back-to", "no release of " + application + " brought " + version));
    }
}
