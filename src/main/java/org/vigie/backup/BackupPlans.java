package org.vigie.backup;

import org.springframework.stereotype.Component;
import org.vigie.operation.Operation;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.Plans;

/** Which database of its plan an operation is about. */
@Component
class BackupPlans {

    private final Plans plans;

    BackupPlans(Plans plans) {
        this.plans = plans;
    }

    /** @throws BackupFailedException if the plan no longer names it */
    DatabaseSettings database(Operation operation) {
        return database(operation.application(), String.valueOf(operation.input().get("database")));
    }

    /** @throws BackupFailedException if the plan does not name it */
    DatabaseSettings database(String application, String database) {
        return plans.require(application)
                .database(database)
                .orElseThrow(() -> new BackupFailedException(
                        "database-unknown",
                        "the plan of " + application + " names no database " + database,
                        "Name it in the plan file."));
    }
}
