package org.vigie.backup;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationKind;
import org.vigie.operation.Targets;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.MaintenancePlan;
import org.vigie.shared.ConflictException;
import org.vigie.shared.InvalidFieldException;

/** Backups as a kind of operation; {@code database} names one of the plan, the first if it is left out. */
@Component
public class BackupKind implements OperationKind {

    static final String ID = "backups";
    /** Field of a request: a database of the plan. */
    public static final String DATABASE = "database";

    static final String PURPOSE = "purpose";
    static final String REGULAR = "regular";
    static final String PRE_DEPLOYMENT = "pre-deployment";

    static final String TAKEN_AT = "takenAt";

    private static final Set<String> FIELDS = Set.of(DATABASE, PURPOSE, "reason");

    private final Configured configured;
    private final Clock clock;

    BackupKind(Configured configured, Clock clock) {
        this.configured = configured;
        this.clock = clock;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String startMessage() {
        return "backup-requested";
    }

    /** Copying to all places may take as long as the dump, and shows nothing meanwhile. */
    @Override
    public Instant standsFrom(Operation operation, MaintenancePlan plan, Instant moved, Duration patience) {
        return operation.details().containsKey("sizeBytes")
                ? moved.plus(longer(patience, plan, operation))
                : moved.plus(patience);
    }

    /** The time that the plan gives a dump or a restore of its database, if that is more. */
    static Duration longer(Duration patience, MaintenancePlan plan, Operation operation) {
        return plan.databases().stream()
                .filter(database -> database.id().equals(operation.input().get(DATABASE)))
                .map(database -> database.backup().deadline().toDuration())
                .filter(deadline -> deadline.compareTo(patience) > 0)
                .findFirst()
                .orElse(patience);
    }

    @Override
    public Set<String> resources(MaintenancePlan plan, Map<String, Object> input) {
        return Set.of(Targets.database(input.get(DATABASE)));
    }

    @Override
    public Map<String, Object> accept(MaintenancePlan plan, Map<String, Object> input) {
        input.keySet().stream()
                .filter(field -> !FIELDS.contains(field))
                .findFirst()
                .ifPresent(field -> {
                    throw new InvalidFieldException(
                            field,
                            "is not a known field",
                            "Known are database, purpose and reason; all may be left out.");
                });
        Object purpose = input.getOrDefault(PURPOSE, REGULAR);
        if (!purpose.equals(REGULAR) && !purpose.equals(PRE_DEPLOYMENT)) {
            throw new InvalidFieldException(PURPOSE, "is " + purpose, "Allowed: regular, pre-deployment.");
        }
        Map<String, Object> accepted = new LinkedHashMap<>(input);
        accepted.put(PURPOSE, purpose);
        DatabaseSettings database = database(plan, input.get(DATABASE));
        configured.require(plan.application(), database);
        accepted.put(DATABASE, database.id());
        return accepted;
    }

    /** How old a backup is changes while nothing happens to it. */
    @Override
    public Map<String, Object> shown(Operation operation) {
        if (!(operation.details().get(TAKEN_AT) instanceof String takenAt)) {
            return operation.details();
        }
        Map<String, Object> shown = new LinkedHashMap<>(operation.details());
        shown.put(
                "ageSeconds",
                Duration.between(Instant.parse(takenAt), clock.instant()).toMillis() / 1000.0);
        return shown;
    }

    @Override
    public Map<String, String> links(Operation operation) {
        return Map.of("state", "/api/applications/" + operation.application() + "/" + ID + "/state");
    }

    @Override
    public List<String> questions(Operation operation) {
        return BackupPreflight.findings(operation);
    }

    /** The database that a request names, or the first of the plan. */
    public static DatabaseSettings database(MaintenancePlan plan, @Nullable Object wanted) {
        if (plan.databases().isEmpty()) {
            throw new ConflictException(
                    "the plan of " + plan.application() + " names no database",
                    "Add it under databases in the plan file.");
        }
        return wanted == null
                ? plan.databases().getFirst()
                : plan.databases().stream()
                        .filter(database -> database.id().equals(wanted))
                        .findFirst()
                        .orElseThrow(() -> new InvalidFieldException(
                                DATABASE,
                                "is not a database of the plan",
                                "Known are "
                                        + plan.databases().stream()
                                                .map(DatabaseSettings::id)
                                                .toList() + "."));
    }
}
