package org.vigie.release.changelog;

import java.time.Instant;
import java.time.ZoneId;
import org.vigie.plan.ChangelogSettings;
import org.vigie.release.version.Version;

/**
 * What is to stand in a changelog.
 *
 * @param application its name for people
 * @param body Markdown without a heading
 * @param servesSince the day of the section
 * @param zone of that day
 * @param tag of the version
 * @param commit that the tag leads to
 */
record ChangelogEntry(
        String application,
        Version version,
        String body,
        Instant servesSince,
        ZoneId zone,
        String tag,
        String commit,
        ChangelogSettings settings) {}
