package org.vigie.backup.recovery;

import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * What was found when a database was looked at.
 *
 * @param sentence for people, without a full stop
 * @param usable whether the account of the recovery can work on the server
 */
public record Damage(DamageKind kind, String sentence, boolean usable) {

    /** PostgreSQL has no code of its own for some of its broken files. */
    private static final Pattern FILES = Pattern.compile(
            "could not (?:open|read|access|stat) (?:file|block|directory)|is not a valid data directory|invalid page"
                    + "|missing chunk number|database subdirectory",
            Pattern.CASE_INSENSITIVE);

    Damage usable(boolean other) {
        return new Damage(kind, sentence, other);
    }

    /** What a failed connection or query says about the database. */
    public static Damage of(SQLException e) {
        String told = String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
        return new Damage(kind(e.getSQLState() == null ? "" : e.getSQLState(), told), told, false);
    }

    private static DamageKind kind(String state, String told) {
        return switch (state) {
            case "3D000" -> DamageKind.DATABASE_MISSING;
            case "58P01", "58030", "XX001", "XX002" -> DamageKind.FILES_DAMAGED;
            case "XX000", "22023" -> FILES.matcher(told).find() ? DamageKind.FILES_DAMAGED : DamageKind.UNCLEAR;
            case "53300" -> DamageKind.CONNECTIONS_EXHAUSTED;
            case "57P03", "57P01", "57P02" -> DamageKind.SERVER_STARTING;
            case "28P01", "28000", "42501" -> DamageKind.LOGIN_REFUSED;
            default -> state.startsWith("08") ? DamageKind.SERVER_AWAY : DamageKind.UNCLEAR;
        };
    }
}
