package org.vigie.backup.dump;

/**
 * One of PostgreSQL's client programs.
 *
 * @param program its path, or its name if it is found in the search path
 * @param version as it says itself, such as {@code 15.18}
 */
public record PgTool(String program, String version) {

    /** The major version; 9 for the versions before 10. */
    public int major() {
        return Integer.parseInt(version.replaceAll("^(\\d+).*", "$1"));
    }
}
