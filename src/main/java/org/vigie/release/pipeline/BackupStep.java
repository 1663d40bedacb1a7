package org.vigie.release.pipeline;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.plan.ReleaseSettings;
import org.vigie.release.deployment.ReleaseFailedException;
import org.vigie.release.migrations.MigrationClass;
import org.vigie.release.record.ReleaseRun;

/** The backup before production is touched: taken, and restored where the plan or a migration demands it. */
@Component
class BackupStep implements ReleaseStep {

    private static final String NAME = "Backup before the deployment";

    private final ReleaseContext context;
    private final ChildOperations children;
    private final Operations operations;
    private final ReleaseNotices notices;

    BackupStep(ReleaseContext context, ChildOperations children, Operations operations, ReleaseNotices notices) {
        this.context = context;
        this.children = children;
        this.operations = operations;
        this.notices = notices;
    }

    @Override
    public String id() {
        return "backup";
    }

    @Override
    public Map<String, ?> carryOut(String operationId, Heartbeat heartbeat) {
        ReleaseRun run = context.run(operationId);
        String database = context.settings(run).production().database();
        if (database != null) {
            context.step(operationId, NAME, () -> backup(run, database));
        }
        return Map.of();
    }

    private String backup(ReleaseRun run, String database) {
        Operation release = operations.require(run.operationId());
        Operation backup = children.ended(
                release,
                "backups",
                "backup",
                Map.of("database", database, "purpose", "pre-deployment", "reason", "before release " + run.version()),
                waiting -> notices.tellWaiting(run.operationId(), waiting));
        requireSuccess(backup, "backup-failed");
        context.keep(run.operationId(), Map.of(ReleaseRun.BACKUP, backup.id()));
        if (!mustBeVerified(run)) {
            return backup.id() + " was taken and read back";
        }
        Operation test = children.ended(
                release,
                "restore-tests",
                "restore-test",
                Map.of("backup", backup.id(), "reason", "before release " + run.version()),
                waiting -> notices.tellWaiting(run.operationId(), waiting));
        requireSuccess(test, "backup-not-verified");
        context.keep(run.operationId(), Map.of(ReleaseRun.BACKUP_VERIFIED, test.id()));
        return backup.id() + " was taken and restored";
    }

    private boolean mustBeVerified(ReleaseRun run) {
        return context.settings(run).backup() == ReleaseSettings.Backup.VERIFIED
                || run.migrations()
                        .worst()
                        .filter(worst -> worst.compareTo(MigrationClass.LOSSY) >= 0)
                        .isPresent();
    }

    private static void requireSuccess(Operation child, String cause) {
        if (child.status() != OperationStatus.SUCCEEDED) {
            throw new ReleaseFailedException(
                    cause,
                    child.kind() + " " + child.id() + " ended as "
                            + child.status().id() + ": " + child.outcome(),
                    "Correct what it names, then release the version again.");
        }
    }
}
