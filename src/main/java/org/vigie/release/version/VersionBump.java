package org.vigie.release.version;

/** Which part of a version a release raises, as the decision {@code versionBump} says it. */
public enum VersionBump {
    MAJOR,
    MINOR,
    PATCH,
    /** Nothing that users would notice: there is nothing to release. */
    NONE;

    /** The highest part in which two versions differ. */
    public static VersionBump between(Version from, Version to) {
        if (from.major() != to.major()) {
            return MAJOR;
        }
        if (from.minor() != to.minor()) {
            return MINOR;
        }
        return from.patch() == to.patch() ? NONE : PATCH;
    }
}
