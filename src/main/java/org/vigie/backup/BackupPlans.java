package org.vigie.backup;

import java.util.Locale;
import org.springframework.stereotype.Component;
import org.vigie.operation.Operation;
import org.vigie.plan.DatabaseSettings;
import org.vigie.plan.Plans;
import org.vigie.shared.NotFoundException;

/** Which database of its plan an operation is about, and which backups belong to which application. */
@Component
public class BackupPlans {

    private final Plans plans;
    private final BackupCatalogue catalogue;

    BackupPlans(Plans plans, BackupCatalogue catalogue) {
        this.plans = plans;
        this.catalogue = catalogue;
    }

    /** @throws BackupFailedException if the plan no longer names it */
    public DatabaseSettings database(Operation operation) {
        return database(
                operation.application(), String.valueOf(operation.input().get("database")));
    }

    /** The language of those who look after an application. */
    public Locale language(String application) {
        return plans.require(application).language();
    }

    /** @throws BackupFailedException if the plan does not name it */
    public DatabaseSettings database(String application, String database) {
        return plans.require(application)
                .database(database)
                .orElseThrow(() -> new BackupFailedException(
                        "database-unknown",
                        "the plan of " + application + " names no database " + database,
                        "Name it in the plan file."));
    }

    /** @throws NotFoundException if the application has no such backup */
    public StoredBackup backup(String application, String id) {
        return catalogue
                .find(id)
                .filter(backup -> backup.application().equals(application))
                .orElseThrow(() -> new NotFoundException(
                        "there is no backup " + id + " of " + application,
                        "GET /api/applications/" + application + "/backups lists them."));
    }
}
