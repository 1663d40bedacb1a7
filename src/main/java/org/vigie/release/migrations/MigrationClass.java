package org.vigie.release.migrations;

/** What a migration does to data and to the version before it, from harmless to worst. */
public enum MigrationClass {
    /** The version before runs on the new schema; going back needs no way down. */
    COMPATIBLE,
    /** The way down brings schema and data back as they were; the version before does not run on the new schema. */
    REVERSIBLE,
    /** There is a way down, but data that was written or dropped is lost on it. */
    LOSSY,
    /** There is no way down but a backup. */
    IRREVERSIBLE;

    /** The worse of two. */
    public MigrationClass worse(MigrationClass other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
