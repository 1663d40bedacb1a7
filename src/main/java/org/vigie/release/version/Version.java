package org.vigie.release.version;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.HintedException;

/**
 * A version by Semantic Versioning 2.0.0. The order is that of its section 11; build metadata has no part in it, so versions
 * that differ in nothing else compare as the same and still are not equal.
 *
 * @param preRelease its identifiers; empty for a final version
 * @param build its identifiers; empty if there is none
 */
public record Version(int major, int minor, int patch, List<String> preRelease, List<String> build)
        implements Comparable<Version> {

    /** The highest number that a part may have. */
    public static final int LIMIT = 999_999_999;

    private static final int MAX_LENGTH = 200;
    private static final String NUMBER = "(0|[1-9][0-9]*+)";
    private static final String IDENTIFIERS = "([0-9A-Za-z-]++(?:\\.[0-9A-Za-z-]++)*+)";
    private static final Pattern FORM = Pattern.compile(
            NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(?:-" + IDENTIFIERS + ")?+(?:\\+" + IDENTIFIERS + ")?+");
    private static final Pattern DIGITS = Pattern.compile("[0-9]++");

    private static final Comparator<Version> BY_NUMBERS = Comparator.comparingInt(Version::major)
            .thenComparingInt(Version::minor)
            .thenComparingInt(Version::patch);

    public Version {
        preRelease = List.copyOf(preRelease);
        build = List.copyOf(build);
    }

    /** A final version. */
    public static Version of(int major, int minor, int patch) {
        return new Version(major, minor, patch, List.of(), List.of());
    }

    /**
     * Reads a version.
     *
     * @return empty if the text is no version of SemVer
     * @throws HintedException if it is one, but a number or the whole is too long to work with
     */
    public static Optional<Version> parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches() || hasLeadingZero(parts.group(4))) {
            return Optional.empty();
        }
        if (text.length() > MAX_LENGTH) {
            throw tooLarge(text.substring(0, 40) + "…");
        }
        return Optional.of(new Version(
                number(parts.group(1), text),
                number(parts.group(2), text),
                number(parts.group(3), text),
                identifiers(parts.group(4)),
                identifiers(parts.group(5))));
    }

    /** Whether it has no pre-release identifiers. */
    public boolean isFinal() {
        return preRelease.isEmpty();
    }

    /** The same version without pre-release and build. */
    public Version core() {
        return of(major, minor, patch);
    }

    /**
     * The next final version.
     *
     * @param bump {@link VersionBump#NONE} gives this version's core
     * @throws HintedException if a number would be too high
     */
    public Version next(VersionBump bump) {
        return switch (bump) {
            case MAJOR -> of(increased(major), 0, 0);
            case MINOR -> of(major, increased(minor), 0);
            case PATCH -> of(major, minor, increased(patch));
            case NONE -> core();
        };
    }

    @Override
    public int compareTo(Version other) {
        int numbers = BY_NUMBERS.compare(this, other);
        if (numbers != 0 || preRelease.equals(other.preRelease)) {
            return numbers;
        }
        if (isFinal() || other.isFinal()) {
            return isFinal() ? 1 : -1;
        }
        return compare(preRelease, other.preRelease);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch + joined("-", preRelease) + joined("+", build);
    }

    private static int compare(List<String> ours, List<String> theirs) {
        for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
            int order = compare(ours.get(i), theirs.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(ours.size(), theirs.size());
    }

    private static int compare(String ours, String theirs) {
        boolean number = DIGITS.matcher(ours).matches();
        if (number != DIGITS.matcher(theirs).matches()) {
            return number ? -1 : 1;
        }
        return number ? new BigInteger(ours).compareTo(new BigInteger(theirs)) : ours.compareTo(theirs);
    }

    private static boolean hasLeadingZero(@Nullable String identifiers) {
        return identifiers(identifiers).stream()
                .anyMatch(part -> part.length() > 1
                        && part.startsWith("0")
                        && DIGITS.matcher(part).matches());
    }

    private static List<String> identifiers(@Nullable String text) {
        return text == null ? List.of() : List.of(text.split("\\.", -1));
    }

    private static String joined(String start, List<String> identifiers) {
        return identifiers.isEmpty() ? "" : identifiers.stream().collect(Collectors.joining(".", start, ""));
    }

    private static int number(String digits, String text) {
        boolean fits = digits.length() <= String.valueOf(LIMIT).length() && Integer.parseInt(digits) <= LIMIT;
        if (!fits) {
            throw tooLarge(text);
        }
        return Integer.parseInt(digits);
    }

    private static int increased(int number) {
        if (number >= LIMIT) {
            throw tooLarge(String.valueOf(number));
        }
        return number + 1;
    }

    private static HintedException tooLarge(String text) {
        return new HintedException(
                "the version " + text + " is too large to work with",
                "Use numbers up to " + LIMIT + " and at most " + MAX_LENGTH + " characters.");
    }

    /** The highest of some versions. */
    public static Optional<Version> highest(Stream<Version> versions) {
        return versions.max(Comparator.naturalOrder());
    }
}
