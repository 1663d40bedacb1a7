package org.vigie.release.record;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.release.migrations.Migration;
import org.vigie.release.migrations.MigrationClass;
import org.vigie.release.migrations.MigrationPlan;

/**
 * A release and what it has done so far.
 *
 * @param previous the version that served when it took the lock; null: none did
 * @param facts by name, see the constants; they are added before the effect and never changed
 */
public record ReleaseRun(
        String operationId,
        String application,
        String version,
        String tag,
        String commit,
        @Nullable String previous,
        Map<String, Object> facts) {

    /** SHA-256 of the artefact. */
    public static final String ARTEFACT = "artefact";

    /** File name of the artefact. */
    public static final String ARTEFACT_NAME = "artefactName";

    /** When the validation on staging passed. */
    public static final String VALIDATED_AT = "validatedAt";

    /** The migrations that it brings, judged. */
    public static final String MIGRATIONS = "migrations";

    /** Where the database was. */
    public static final String POSITION = "position";

    /** How the schema was, line by line. */
    public static final String SCHEMA = "schema";

    /** When the first migration was about to begin. */
    public static final String MIGRATION_BEGUN = "migrationBegunAt";

    /** When all of them were applied. */
    public static final String MIGRATED = "migratedAt";

    /** What a migration that was ended still does on the server of the database; missing if nothing is known to. */
    public static final String SESSIONS_LEFT = "sessionsLeft";

    /** Where the database was then. */
    public static final String POSITION_AFTER = "positionAfter";

    /** Its slot in production. */
    public static final String SLOT = "slot";

    /** Its slot in staging. */
    public static final String STAGING_SLOT = "stagingSlot";

    /** When it began to serve. */
    public static final String SWITCHED = "switchedAt";

    /** The operation that took the backup before it. */
    public static final String BACKUP = "backup";

    /** The restore test that proved that backup; missing if none did. */
    public static final String BACKUP_VERIFIED = "backupVerified";

    /** Who approved it. */
    public static final String APPROVED_BY = "approvedBy";

    /** The rollback that it asked for by itself. */
    public static final String ROLLBACK = "rollback";

    /** A fact as text. */
    public Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name)).map(String::valueOf);
    }

    /** SHA-256 of its artefact, which was built before. */
    public String artefact() {
        return fact(ARTEFACT)
                .orElseThrow(() -> new IllegalStateException("nothing was built yet by release " + operationId));
    }

    /** What follows from its migrations; without any if they were not judged yet. */
    public MigrationPlan migrations() {
        List<?> kept = facts.get(MIGRATIONS) instanceof List<?> list ? list : List.of();
        return new MigrationPlan(kept.stream()
                .filter(Map.class::isInstance)
                .map(entry -> migration((Map<?, ?>) entry))
                .toList());
    }

    /** In the form in which facts are kept. */
    public static List<Map<String, Object>> kept(List<Migration> migrations) {
        return migrations.stream()
                .<Map<String, Object>>map(migration -> Map.of(
                        "id",
                        migration.id(),
                        "class",
                        migration.migrationClass().name(),
                        "compatible",
                        migration.compatible(),
                        "wayDown",
                        migration.wayDown(),
                        "reason",
                        migration.reason()))
                .toList();
    }

    private static Migration migration(Map<?, ?> kept) {
        return new Migration(
                String.valueOf(kept.get("id")),
                MigrationClass.valueOf(String.valueOf(kept.get("class"))),
                Boolean.TRUE.equals(kept.get("compatible")),
                Boolean.TRUE.equals(kept.get("wayDown")),
                String.valueOf(kept.get("reason")));
    }
}
