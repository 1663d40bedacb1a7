package org.vigie.backup.recovery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.vigie.backup.BackupCatalogue;
import org.vigie.backup.BackupKind;
import org.vigie.backup.RestoreTests;
import org.vigie.backup.StoredBackup;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationKind;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.Targets;
import org.vigie.plan.MaintenancePlan;
import org.vigie.shared.ConflictException;
import org.vigie.shared.InvalidFieldException;
import org.vigie.shared.NotFoundException;

/**
 * Recoveries as a kind of operation. {@code backup} names the one to go back to; without it Vigie proposes one. {@code database} names
 * one of the plan, the first if both are left out.
 */
@Component
public class RecoveryKind implements OperationKind {

    public static final String ID = "recoveries";
    public static final String BACKUP = "backup";

    /** Field of a request of another operation: {@link #ROLLBACK}. */
    static final String PURPOSE = "purpose";

    /** A release is taken back: nobody is asked, and nothing is done unless nobody wrote since the backup. */
    static final String ROLLBACK = "rollback";

    /** Field of a request of another operation: tables whose rows do not count when it is looked whether somebody wrote. */
    static final String DISREGARD = "disregard";

    private static final Set<String> FIELDS = Set.of(BACKUP, BackupKind.DATABASE, "reason");

    private final BackupCatalogue catalogue;

    RecoveryKind(BackupCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String startMessage() {
        return "database-recovery-requested";
    }

    @Override
    public Set<String> resources(MaintenancePlan plan, Map<String, Object> input) {
        return Set.of(Targets.database(input.get(BackupKind.DATABASE)));
    }

    /** People cannot say that a release is taken back: they are asked. */
    @Override
    public Map<String, Object> accept(MaintenancePlan plan, OperationRequest request) {
        if (request.parentId() == null) {
            return accept(plan, request.input());
        }
        Map<String, Object> rest = new LinkedHashMap<>(request.input());
        Map<String, Object> own = new LinkedHashMap<>();
        for (String field : List.of(PURPOSE, DISREGARD)) {
            Object value = rest.remove(field);
            if (value != null) {
                own.put(field, value);
            }
        }
        Map<String, Object> accepted = accept(plan, rest);
        accepted.putAll(own);
        return accepted;
    }

    /** Whether it takes a release back. */
    static boolean isRollback(Operation operation) {
        return ROLLBACK.equals(operation.input().get(PURPOSE));
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
                            "Known are backup, database and reason; all may be left out.");
                });
        Map<String, Object> accepted = new LinkedHashMap<>(input);
        String database = input.get(BACKUP) == null
                ? BackupKind.database(plan, input.get(BackupKind.DATABASE)).id()
                : named(plan, input).database();
        accepted.put(BackupKind.DATABASE, database);
        return accepted;
    }

    private StoredBackup named(MaintenancePlan plan, Map<String, Object> input) {
        String wanted = input.get(BACKUP).toString();
        StoredBackup backup = catalogue
                .find(wanted)
                .filter(found -> found.application().equals(plan.application()))
                .filter(found -> input.get(BackupKind.DATABASE) == null
                        || found.database().equals(input.get(BackupKind.DATABASE)))
                .orElseThrow(() -> new NotFoundException(
                        "there is no backup " + wanted + " of " + plan.application(),
                        "GET /api/applications/" + plan.application() + "/backups lists them."));
        if (backup.state().equals(RestoreTests.REFUSED)) {
            throw new ConflictException(
                    "a restore test refused the backup " + wanted, "Name another one, or leave it out.");
        }
        BackupKind.database(plan, backup.database());
        return backup;
    }

    @Override
    public void requireCancellable(Operation operation) {
        if (operation.details().containsKey(RecoveryState.SWAP)) {
            throw new ConflictException(
                    "the recovery " + operation.id() + " has begun to put the restored database in place",
                    "Let it end; the database as it was is kept beside, details.swap.kept says under which name.");
        }
    }
}
