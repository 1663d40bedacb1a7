package org.vigie.backup;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationKind;
import org.vigie.plan.MaintenancePlan;
import org.vigie.shared.InvalidFieldException;
import org.vigie.shared.NotFoundException;

/**
 * Restore tests as a kind of operation. {@code backup} names one, the newest of {@code database} (the first of the plan) if it is
 * left out; {@code signed} asks for a signature.
 */
@Component
class RestoreTestKind implements OperationKind {

    static final String ID = "restore-tests";
    static final String BACKUP = "backup";
    static final String SIGNED = "signed";

    /** It is to fail: something is added to what was restored, and whoever looks after backups must hear of it. */
    static final String DRILL = "drill";

    private static final Set<String> FIELDS = Set.of(BACKUP, BackupKind.DATABASE, SIGNED, DRILL, "reason");

    private final BackupCatalogue catalogue;

    RestoreTestKind(BackupCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String startMessage() {
        return "restore-test-requested";
    }

    /** A backup may be taken meanwhile: it does not touch those that are there. */
    /** Restoring and comparing shows nothing until it is done. */
    @Override
    public Instant standsFrom(Operation operation, MaintenancePlan plan, Instant moved, Duration patience) {
        return moved.plus(BackupKind.longer(patience, plan, operation));
    }

    @Override
    public Set<String> resources(MaintenancePlan plan, Map<String, Object> input) {
        return Set.of("restore-test/" + input.get(BackupKind.DATABASE));
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
                            "Known are backup, database, signed, drill and reason; all may be left out.");
                });
        if (input.get(SIGNED) != null && !(input.get(SIGNED) instanceof Boolean)) {
            throw new InvalidFieldException(
                    SIGNED, "is neither true nor false", "Send true if a person is to sign it.");
        }
        if (input.get(DRILL) != null && !(input.get(DRILL) instanceof Boolean)) {
            throw new InvalidFieldException(
                    DRILL, "is neither true nor false", "Send true for an exercise that is to fail.");
        }
        Map<String, Object> accepted = new LinkedHashMap<>(input);
        StoredBackup backup = backup(plan, input);
        accepted.put(BACKUP, backup.id());
        accepted.put(BackupKind.DATABASE, backup.database());
        return accepted;
    }

    /** Whether it is an exercise, which says nothing about its backup. */
    static boolean isDrill(Operation operation) {
        return Boolean.TRUE.equals(operation.input().get(DRILL));
    }

    private StoredBackup backup(MaintenancePlan plan, Map<String, Object> input) {
        Object wanted = input.get(BACKUP);
        if (wanted != null) {
            return catalogue
                    .find(wanted.toString())
                    .filter(backup -> backup.application().equals(plan.application()))
                    .orElseThrow(() -> new NotFoundException(
                            "there is no backup " + wanted + " of " + plan.application(),
                            "GET /api/applications/" + plan.application() + "/backups lists them."));
        }
        String database =
                BackupKind.database(plan, input.get(BackupKind.DATABASE)).id();
        return catalogue
                .latest(plan.application(), database)
                .orElseThrow(() -> new NotFoundException(
                        "there is no backup of " + database + " of " + plan.application() + " yet",
                        "Ask for one with POST /api/applications/" + plan.application() + "/backups."));
    }
}
