package org.vigie.release.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The tags of a repository.
 *
 * @param releases those that carry a version, highest first
 * @param others the rest, which are not taken for releases, by name
 */
public record ReleaseTags(List<ReleaseTag> releases, List<Other> others) {

    /** A tag that is no release tag, and why, lower case. */
    public record Other(String name, String reason) {}

    /**
     * A tag that no longer leads to where a release found it.
     *
     * @param now empty if the tag is gone
     */
    public record Moved(String name, String recorded, Optional<String> now) {}

    public ReleaseTags {
        releases = releases.stream()
                .sorted(Comparator.comparing(ReleaseTag::version).reversed().thenComparing(ReleaseTag::name))
                .toList();
        others = others.stream().sorted(Comparator.comparing(Other::name)).toList();
    }

    /** The tag of the highest final version. */
    public Optional<ReleaseTag> highestFinal() {
        return releases.stream().filter(tag -> tag.version().isFinal()).findFirst();
    }

    /** A release tag by its name. */
    public Optional<ReleaseTag> find(String name) {
        return releases.stream().filter(tag -> tag.name().equals(name)).findFirst();
    }

    /**
     * Tags that were moved or taken away since they were recorded.
     *
     * @param recorded ids of commits by names of tags
     */
    public List<Moved> moved(Map<String, String> recorded) {
        List<Moved> moved = new ArrayList<>();
        recorded.forEach((name, commit) -> {
            Optional<String> now = find(name).map(ReleaseTag::commit);
            if (!now.equals(Optional.of(commit))) {
                moved.add(new Moved(name, commit, now));
            }
        });
        moved.sort(Comparator.comparing(Moved::name));
        return moved;
    }
}
