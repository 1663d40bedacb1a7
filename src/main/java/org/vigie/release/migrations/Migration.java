package org.vigie.release.migrations;

/**
 * A migration of a release.
 *
 * @param id as the application's tool names it
 * @param migrationClass what it does
 * @param compatible whether the version before runs on the new schema
 * @param wayDown whether there is a way down at all
 * @param reason where the class comes from, for people to read
 */
public record Migration(String id, MigrationClass migrationClass, boolean compatible, boolean wayDown, String reason) {}
