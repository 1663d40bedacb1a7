package org.vigie.release.migrations;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What follows from the migrations of a release.
 *
 * @param migrations in the order in which they run; empty if there are none
 */
public record MigrationPlan(List<Migration> migrations) {

    /** When the schema is changed. */
    public enum Order {
        /** Nothing to do. */
        NONE,
        /** The version before goes on serving on the new schema: migrate, start the new one, switch. */
        BEFORE_THE_SWITCH,
        /** The version before would fail on the new schema: maintenance page, migrate, switch. */
        WITH_A_MAINTENANCE_PAGE
    }

    /** What becomes of the database when the version before comes back. All but {@link #ASK} may happen by itself. */
    public enum WayBack {
        /** Nothing: the version before runs on it as it is. */
        KEEP,
        /** Down, by the new artefact, to the recorded position, before the switch. */
        DOWN,
        /** The backup taken before the release is restored: nobody wrote since. */
        RESTORE,
        /** A person sees what would be lost and decides. */
        ASK
    }

    /**
     * Where a release stands when it is to go back.
     *
     * @param applied how many migrations were applied, from the first; more than there are means that nobody knows
     * @param failed whether one failed half-way, so that remains of it may be there
     * @param newArtefact whether the artefact that knows the ways down is still there
     * @param dataWritten whether anybody may have written since the first migration began
     * @param backupVerified whether the backup taken before the release is verified
     */
    public record Situation(
            int applied, boolean failed, boolean newArtefact, boolean dataWritten, boolean backupVerified) {}

    public MigrationPlan {
        migrations = List.copyOf(migrations);
    }

    /** The worst class; empty without migrations. */
    public Optional<MigrationClass> worst() {
        return migrations.stream().map(Migration::migrationClass).reduce(MigrationClass::worse);
    }

    /** When the schema is changed. */
    public Order order() {
        if (migrations.isEmpty()) {
            return Order.NONE;
        }
        return isCompatible() ? Order.BEFORE_THE_SWITCH : Order.WITH_A_MAINTENANCE_PAGE;
    }

    /** What becomes of the database on the way back. What is not known counts as the worse. */
    public WayBack wayBack(Situation now) {
        boolean known = now.applied() >= 0 && now.applied() <= migrations.size() && !now.failed();
        List<Migration> done = known ? migrations.subList(0, now.applied()) : List.of();
        if (known && done.isEmpty()) {
            return WayBack.KEEP;
        }
        if (known && now.newArtefact() && done.stream().allMatch(MigrationPlan::isReversible)) {
            return WayBack.DOWN;
        }
        if (known && done.stream().allMatch(Migration::compatible)) {
            return WayBack.KEEP;
        }
        if (known && now.newArtefact() && !now.dataWritten() && done.stream().allMatch(MigrationPlan::goesDownUnused)) {
            return WayBack.DOWN;
        }
        return !now.dataWritten() && now.backupVerified() ? WayBack.RESTORE : WayBack.ASK;
    }

    private static boolean isReversible(Migration migration) {
        return migration.migrationClass() == MigrationClass.REVERSIBLE && migration.wayDown();
    }

    /** The way down of a compatible migration may drop what was written since; without that nothing is lost. */
    private static boolean goesDownUnused(Migration migration) {
        return migration.wayDown() && migration.migrationClass().compareTo(MigrationClass.REVERSIBLE) <= 0;
    }

    /** Whether the version before runs on the schema with all of them applied. */
    public boolean isCompatible() {
        return migrations.stream().allMatch(Migration::compatible);
    }

    /** What a person should know before approving; empty if nothing is special. */
    public List<String> warnings() {
        return migrations.stream()
                .filter(migration ->
                        migration.migrationClass().compareTo(MigrationClass.LOSSY) >= 0 || !migration.compatible())
                .map(migration -> migration.id() + " is "
                        + migration.migrationClass().name().toLowerCase(Locale.ROOT)
                        + (migration.compatible() ? "" : ", the version before does not run on it") + ": "
                        + migration.reason())
                .toList();
    }
}
