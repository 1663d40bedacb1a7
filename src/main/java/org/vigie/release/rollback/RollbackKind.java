package org.vigie.release.rollback;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.vigie.operation.OperationKind;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.Targets;
import org.vigie.plan.MaintenancePlan;
import org.vigie.release.pipeline.ReleaseKind;
import org.vigie.release.record.VersionRecords;
import org.vigie.release.version.RefNames;
import org.vigie.shared.ConflictException;
import org.vigie.shared.InvalidFieldException;

/**
 * Rollbacks as a kind of operation: {@code {version?, reason?}}. Without a version the one before is meant, by the record of
 * what served; only what served well and is not bad can be gone back to.
 */
@Component
class RollbackKind implements OperationKind {

    static final String ID = "rollbacks";

    private static final Set<String> FIELDS = Set.of(ReleaseKind.VERSION, ReleaseKind.REASON);

    private final VersionRecords versions;

    RollbackKind(VersionRecords versions) {
        this.versions = versions;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String startMessage() {
        return "rollback-requested";
    }

    @Override
    public Set<String> resources(MaintenancePlan plan, Map<String, Object> input) {
        return Targets.all(plan);
    }

    @Override
    public Map<String, Object> accept(MaintenancePlan plan, OperationRequest request) {
        // a release that goes back says to which version, and that one may serve still
        return request.parentId() == null ? accept(plan, request.input()) : request.input();
    }

    @Override
    public Map<String, Object> accept(MaintenancePlan plan, Map<String, Object> input) {
        ReleaseKind.requireReleases(plan);
        ReleaseKind.requireFields(input, FIELDS, "Known are version and reason; both may be left out.");
        String application = plan.application();
        String serving = versions.serving(application)
                .orElseThrow(
                        () -> new ConflictException("no version of " + application + " serves", "Release one first."));
        List<String> before = versions.before(application, serving);
        Optional<String> wanted =
                ReleaseKind.text(input, ReleaseKind.VERSION).map(version -> version.replaceFirst("^v(?=[0-9])", ""));
        if (before.isEmpty()) {
            throw new ConflictException(
                    "there is no version of " + application + " to go back to: nothing good served before " + serving,
                    "Release a corrected version instead.");
        }
        wanted.filter(version -> !before.contains(version)).ifPresent(version -> {
            throw new InvalidFieldException(
                    ReleaseKind.VERSION,
                    "\"" + RefNames.shown(version) + "\" is no version that served well before " + serving,
                    "Possible are " + String.join(", ", before) + ".");
        });
        Map<String, Object> accepted = new LinkedHashMap<>(input);
        accepted.put(ReleaseKind.VERSION, wanted.orElse(before.getFirst()));
        return accepted;
    }
}
