package org.vigie.backup.recovery;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.backup.StoredBackup;
import org.vigie.backup.dump.SourceState;
import org.vigie.plan.DatabaseSettings;

/** Looks at a database and says whether it is lost. Changes nothing. */
@Component
class DamageCheck {

    private static final int PERCENT = 100;

    /** @param backup that it is compared with in size; null if there is none */
    Damage look(DatabaseSettings database, @Nullable StoredBackup backup) {
        try (Connection server = RecoveryAccount.maintenance(database)) {
            if (new ServerDatabases(server).number(database.name()).isEmpty()) {
                return new Damage(DamageKind.DATABASE_MISSING, "the server has no database " + database.name(), true);
            }
        } catch (SQLException e) {
            return withoutTheServer(database, backup, Damage.of(e));
        }
        return inside(database, backup).usable(true);
    }

    /** The account of the recovery cannot log in: what the account of the database sees still says something. */
    private static Damage withoutTheServer(
            DatabaseSettings database, @Nullable StoredBackup backup, Damage ofTheServer) {
        if (ofTheServer.kind() == DamageKind.SERVER_AWAY) {
            return ofTheServer;
        }
        Damage seen = inside(database, backup);
        return seen.kind() == DamageKind.UNCLEAR ? ofTheServer : seen;
    }

    private static Damage inside(DatabaseSettings database, @Nullable StoredBackup backup) {
        try (Connection connection = RecoveryAccount.own(database)) {
            return holding(SourceState.read(connection), database, backup);
        } catch (SQLException e) {
            Damage damage = Damage.of(e);
            return damage.kind() == DamageKind.LOGIN_REFUSED ? asAdministrator(database, backup, damage) : damage;
        }
    }

    private static Damage asAdministrator(
            DatabaseSettings database, @Nullable StoredBackup backup, Damage ofTheAccount) {
        try (Connection connection = RecoveryAccount.open(database, database.name())) {
            Damage seen = holding(SourceState.read(connection), database, backup);
            return seen.kind() == DamageKind.INTACT ? ofTheAccount : seen;
        } catch (SQLException e) {
            Damage seen = Damage.of(e);
            return seen.kind().isLoss() ? seen : ofTheAccount;
        }
    }

    private static Damage holding(SourceState state, DatabaseSettings database, @Nullable StoredBackup backup) {
        String holds = "it holds " + state.tables() + " tables with " + state.rows() + " rows";
        if (backup == null) {
            return new Damage(DamageKind.INTACT, holds, true);
        }
        String compared = holds + "; the backup holds " + backup.tables() + " with " + backup.rows();
        if (backup.rows() > 0 && (state.tables() == 0 || state.rows() == 0)) {
            return new Damage(DamageKind.EMPTIED, compared, true);
        }
        boolean shrunken = state.tables() < backup.tables()
                || state.rows() * PERCENT
                        < backup.rows() * (PERCENT - database.backup().mayShrinkBy());
        return new Damage(shrunken ? DamageKind.SHRUNKEN : DamageKind.INTACT, compared, true);
    }
}
