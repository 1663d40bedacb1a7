package org.vigie.release.version;

import java.util.List;
import java.util.Optional;
import org.vigie.shared.HintedException;

/**
 * How the release tags of an application are spelled, such as {@code v{version}}. The first spelling is that of new tags, the
 * others are those of old ones.
 */
public record TagPattern(List<String> spellings) {

    /** With and without a {@code v}. */
    public static final TagPattern DEFAULT = new TagPattern(List.of("v{version}", "{version}"));

    private static final String VERSION = "{version}";

    /** @throws HintedException if there is no spelling, or one does not hold {@code {version}} exactly once */
    public TagPattern {
        spellings = List.copyOf(spellings);
        if (spellings.isEmpty() || !spellings.stream().allMatch(TagPattern::isSpelling)) {
            throw new HintedException(
                    "the spelling of release tags " + spellings + " cannot be used",
                    "Write {version} once in each, for example v{version}.");
        }
    }

    /**
     * The version that a tag carries.
     *
     * @return empty if it is no release tag
     * @throws HintedException if the version is too large to work with
     */
    public Optional<Version> version(String tag) {
        for (String spelling : spellings) {
            String before = spelling.substring(0, spelling.indexOf(VERSION));
            String after = spelling.substring(spelling.indexOf(VERSION) + VERSION.length());
            if (tag.startsWith(before) && tag.endsWith(after) && tag.length() > before.length() + after.length()) {
                Optional<Version> found = Version.parse(tag.substring(before.length(), tag.length() - after.length()));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The name of the tag for a new version.
     *
     * @param newest name of the newest release tag, whose spelling is followed; without one the first spelling is taken
     */
    public String tag(Version version, Optional<String> newest) {
        String spelling = newest.flatMap(tag -> spellings.stream()
                        .filter(known ->
                                new TagPattern(List.of(known)).version(tag).isPresent())
                        .findFirst())
                .orElse(spellings.getFirst());
        return spelling.replace(VERSION, version.toString());
    }

    private static boolean isSpelling(String text) {
        int at = text.indexOf(VERSION);
        return at >= 0
                && text.indexOf(VERSION, at + 1) < 0
                && (text.equals(VERSION) || RefNames.isSafe(text.replace(VERSION, "1.0.0")));
    }
}
