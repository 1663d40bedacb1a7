package org.vigie.release.calendar;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.release.version.Version;
import org.vigie.release.version.VersionBump;

/**
 * What a release would bring now.
 *
 * @param version what it would be called; null if there is nothing to release
 * @param commit what it would be made of; null if there is nothing to release
 * @param bump how great the change is for those who use what serves; NONE if there is nothing to release or nothing serves yet
 * @param base what it is compared with; null for the first release
 * @param reason why there is nothing, or why it has this number; lower case, without a full stop
 * @param changes in the order of the commits
 * @param tickets ids of the tickets that its commits close
 * @param planned ids of the open tickets that are planned into it
 * @param hints what a person should look at before
 */
public record Outlook(
        @Nullable Version version,
        @Nullable String commit,
        VersionBump bump,
        @Nullable Version base,
        String reason,
        List<Line> changes,
        Set<String> tickets,
        Set<String> planned,
        List<String> hints) {

    /** A change for people; foreign text as it was written. */
    public record Line(String kind, String subject, String commit) {}

    public Outlook {
        changes = List.copyOf(changes);
        hints = List.copyOf(hints);
    }

    static Outlook nothing(@Nullable Version base, String reason) {
        return new Outlook(null, null, VersionBump.NONE, base, reason, List.of(), Set.of(), Set.of(), List.of());
    }

    /** Tickets that are planned into it and that no commit closes. */
    public List<String> left() {
        return planned.stream().filter(id -> !tickets.contains(id)).toList();
    }
}
