package org.vigie.release.history;

import org.vigie.release.version.Version;

/**
 * A tag that carries a version.
 *
 * @param name without {@code refs/tags/}
 * @param commit id of the commit it leads to, whatever kind of tag it is
 */
public record ReleaseTag(String name, Version version, String commit) {}
