package org.vigie.release.version;

/** Which part of a version a release raises, as the decision {@code versionBump} says it. */
public enum VersionBump {
    MAJOR,
    MINOR,
    PATCH,
    /** Nothing that users would notice: there is nothing to release. */
    NONE
}
