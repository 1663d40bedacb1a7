package org.vigie.backup;

import org.springframework.stereotype.Component;
import org.vigie.plan.DatabaseSettings;
import org.vigie.shared.ConflictException;
import org.vigie.shared.HintedException;

/**
 * Which databases of plans this installation can reach. A plan may name one before anybody has put its password there; one that was
 * ever backed up counts for good, so that a password that goes missing later is a failure and not a silent end of its backups.
 */
@Component
class Configured {

    private final BackupCatalogue catalogue;

    Configured(BackupCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    boolean is(String application, DatabaseSettings database) {
        return hasPassword(database) || catalogue.hasAny(application, database.id());
    }

    /** @throws ConflictException saying what is missing */
    void require(String application, DatabaseSettings database) {
        if (!is(application, database)) {
            throw new ConflictException(
                    "the database " + database.id() + " of " + application + " is not configured here: "
                            + database.passwordFrom() + " holds no password",
                    "Put the password there; host and port can be set by vigie.databases." + application + "."
                            + database.id() + ".");
        }
    }

    private static boolean hasPassword(DatabaseSettings database) {
        try {
            return database.passwordFrom().read().isPresent();
        } catch (HintedException e) {
            // it is there and cannot be read: somebody meant it
            return true;
        }
    }
}
