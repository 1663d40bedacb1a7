package org.vigie.release.pipeline;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationKind;
import org.vigie.operation.Targets;
import org.vigie.plan.MaintenancePlan;
import org.vigie.release.freeze.FreezeGate;
import org.vigie.release.history.ReleaseTag;
import org.vigie.release.history.ReleaseTags;
import org.vigie.release.record.VersionRecord;
import org.vigie.release.record.VersionRecords;
import org.vigie.release.record.VersionState;
import org.vigie.release.version.RefNames;
import org.vigie.shared.ConflictException;
import org.vigie.shared.InvalidFieldException;

/** Releases as a kind of operation: {@code {version, reason?, override?, emergency?}}; the version may be written as its tag. */
@Component
public class ReleaseKind implements OperationKind {

    public static final String ID = "releases";
    public static final String VERSION = "version";
    public static final String REASON = "reason";

    static final String TAG = "tag";
    static final String COMMIT = "commit";
    static final String OVERRIDE = "override";

    private static final Set<String> FIELDS = Set.of(VERSION, REASON, OVERRIDE, FreezeGate.EMERGENCY);
    private static final Set<String> SWITCHES = Set.of(OVERRIDE, FreezeGate.EMERGENCY);
    private static final int SHOWN = 12;

    private final Repositories repositories;
    private final VersionRecords versions;
    private final FreezeGate freezes;

    ReleaseKind(Repositories repositories, VersionRecords versions, FreezeGate freezes) {
        this.repositories = repositories;
        this.versions = versions;
        this.freezes = freezes;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String startMessage() {
        return "release-requested";
    }

    @Override
    public Set<String> resources(MaintenancePlan plan, Map<String, Object> input) {
        return Targets.all(plan);
    }

    @Override
    public Map<String, Object> accept(MaintenancePlan plan, Map<String, Object> input) {
        requireReleases(plan);
        requireFields(input, FIELDS, "Known are version, reason, override and emergency.");
        String wanted = text(input, VERSION)
                .orElseThrow(() -> new InvalidFieldException(VERSION, "is missing", "Name a tag, as in v1.2.3."));
        boolean override = Boolean.TRUE.equals(input.getOrDefault(OVERRIDE, false));
        Optional<String> reason = text(input, REASON);
        ReleaseTag tag = tag(plan, wanted);
        requireReleasable(plan, tag, override && reason.isPresent());
        boolean emergency = Boolean.TRUE.equals(input.getOrDefault(FreezeGate.EMERGENCY, false));
        Map<String, Object> frozen = freezes.accept(plan, emergency, reason);
        Map<String, Object> accepted = new LinkedHashMap<>();
        accepted.put(VERSION, tag.version().toString());
        accepted.put(TAG, tag.name());
        accepted.put(COMMIT, tag.commit());
        reason.ifPresent(text -> accepted.put(REASON, text));
        if (override) {
            accepted.put(OVERRIDE, true);
        }
        accepted.putAll(frozen);
        return accepted;
    }

    /** What waits for a person on behalf of a release. */
    @Override
    public Map<String, String> links(Operation operation) {
        return operation.details().get(ChildOperations.WAITING_FOR) instanceof Map<?, ?> waiting
                ? Map.of(ChildOperations.WAITING_FOR, String.valueOf(waiting.get("link")))
                : Map.of();
    }

    /** @throws ConflictException if the plan says nothing about releases */
    public static void requireReleases(MaintenancePlan plan) {
        if (plan.release() == null) {
            throw new ConflictException(
                    "the plan of " + plan.application() + " does not say how it is released",
                    "Add the section release to the plan file.");
        }
    }

    /** @throws InvalidFieldException if there is another field, or one is no text */
    public static void requireFields(Map<String, Object> input, Set<String> known, String hint) {
        input.forEach((field, value) -> {
            if (!known.contains(field)) {
                throw new InvalidFieldException(RefNames.shown(field), "is not a known field", hint);
            }
            boolean fits = SWITCHES.contains(field)
                    ? value instanceof Boolean
                    : value == null || value instanceof String text && text.length() <= 2_000;
            if (!fits) {
                throw new InvalidFieldException(field, "has a value that is not allowed", hint);
            }
        });
    }

    /** A field that is not blank. */
    public static Optional<String> text(Map<String, Object> input, String field) {
        return Optional.ofNullable((String) input.get(field)).filter(text -> !text.isBlank());
    }

    private ReleaseTag tag(MaintenancePlan plan, String wanted) {
        if (!RefNames.isSafe(wanted)) {
            throw new InvalidFieldException(
                    VERSION,
                    "\"" + RefNames.shown(wanted) + "\" cannot be used",
                    "Use letters, digits, dots, hyphens and underscores, beginning with a letter or a digit, as in v1.2.3.");
        }
        ReleaseTags tags = repositories.tags(plan);
        return tags.find(wanted)
                .or(() -> tags.releases().stream()
                        .filter(tag -> tag.version().toString().equals(wanted))
                        .findFirst())
                .orElseThrow(() -> new InvalidFieldException(
                        VERSION,
                        "\"" + RefNames.shown(wanted) + "\" is no release tag of " + plan.application()
                                + tags.others().stream()
                                        .filter(other -> other.name().equals(wanted))
                                        .findFirst()
                                        .map(other -> ": " + other.reason())
                                        .orElse(""),
                        "Known are " + String.join(", ", newest(tags)) + "."));
    }

    private void requireReleasable(MaintenancePlan plan, ReleaseTag tag, boolean overridden) {
        Optional<VersionRecord> known =
                versions.find(plan.application(), tag.version().toString());
        if (known.filter(version -> version.state() == VersionState.SERVING).isPresent()) {
            throw new ConflictException(
                    "version " + tag.version() + " of " + plan.application() + " serves already", "Nothing is to do.");
        }
        if (known.filter(version -> version.state() == VersionState.BAD).isPresent() && !overridden) {
            throw new ConflictException(
                    "version " + tag.version() + " of " + plan.application() + " is bad: "
                            + known.get().reason(),
                    "Give the correction a new number, or send override true with a reason.");
        }
    }

    private static List<String> newest(ReleaseTags tags) {
        return tags.releases().stream().limit(SHOWN).map(ReleaseTag::name).toList();
    }
}
