package org.vigie.release.rollback;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationStep;
import org.vigie.operation.Operations;
import org.vigie.operation.StepStatus;
import org.vigie.release.deployment.Deployment;
import org.vigie.release.deployment.Entries;
import org.vigie.release.pipeline.ReleaseContext;
import org.vigie.release.record.ReleaseRun;
import org.vigie.release.record.ReleaseRuns;
import org.vigie.release.record.VersionRecords;

/** Where a person takes over: what is known is shown, and what the person left is looked at and recorded. */
@Service
public class RollbackByHand {

    private final WayBack ways;
    private final ReleaseContext context;
    private final ReleaseRuns runs;
    private final Entries entries;
    private final VersionRecords versions;
    private final Operations operations;

    RollbackByHand(
            WayBack ways,
            ReleaseContext context,
            ReleaseRuns runs,
            Entries entries,
            VersionRecords versions,
            Operations operations) {
        this.ways = ways;
        this.context = context;
        this.runs = runs;
        this.entries = entries;
        this.versions = versions;
        this.operations = operations;
    }

    /** All that is known, for a person who has to act. */
    public List<String> facts(String operationId) {
        List<String> facts = new ArrayList<>();
        route(operationId).ifPresent(route -> {
            facts.add(
                    "From " + route.newest().version() + " to " + route.target().version() + ".");
            facts.add("The public entry " + ways.to(route).environment().address() + ": "
                    + shows(route).map(version -> "shows " + version).orElse("shows neither of them"));
            route.oldest()
                    .fact(ReleaseRun.POSITION)
                    .ifPresent(position -> facts.add("The database was at " + position + " before the release."));
            route.newest()
                    .fact(ReleaseRun.BACKUP)
                    .ifPresent(backup -> facts.add("The backup before the release is " + backup + "."));
        });
        if (operations.require(operationId).details().get(DatabaseWay.WOULD_LOSE) instanceof List<?> lost) {
            facts.add("Restoring that backup would lose:");
            lost.stream().map(String::valueOf).forEach(facts::add);
        }
        operations.steps(operationId).stream()
                .filter(step -> step.status() == StepStatus.FAILED)
                .map(OperationStep::name)
                .forEach(step -> facts.add("Failed: " + step + "."));
        return facts;
    }

    /** Somebody was asked whether to go back although something is lost. */
    public void decided(String operationId, boolean goBack) {
        operations.goOn(operationId);
        if (!goBack) {
            seen(operationId, "");
        }
    }

    /**
     * What the public entry shows now, which is what is recorded.
     *
     * @return a sentence for people
     */
    public String seen(String operationId, String account) {
        Operation operation = operations.require(operationId);
        Optional<WayBack.Route> route = route(operationId);
        Optional<String> shown = route.flatMap(this::shows);
        shown.filter(version -> !versions.serving(operation.application())
                        .filter(version::equals)
                        .isPresent())
                .ifPresent(version -> record(operation, route.orElseThrow(), version));
        shown.ifPresent(version -> context.show(operationId, Map.of("serving", version)));
        return shown.map(version -> version + " serves").orElse("neither version is seen to serve")
                + (account.isEmpty() ? "" : ", " + account + " saw to it");
    }

    private void record(Operation operation, WayBack.Route route, String version) {
        boolean back = version.equals(route.target().version());
        versions.serves(
                operation.application(),
                version,
                back ? operation.id() : route.newest().operationId(),
                back);
    }

    private Optional<String> shows(WayBack.Route route) {
        Deployment back = ways.to(route);
        Deployment from = ways.from(route);
        return entries.look(back).well()
                ? Optional.of(back.run().version())
                : Optional.of(from.run().version())
                        .filter(version -> entries.look(from).well());
    }

    private Optional<WayBack.Route> route(String operationId) {
        return runs.find(operationId)
                .filter(run -> run.fact(WayBack.TARGET).isPresent())
                .map(run -> ways.kept(operationId));
    }
}
