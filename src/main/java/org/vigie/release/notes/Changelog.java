package org.vigie.release.notes;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.vigie.release.version.Version;
import org.vigie.shared.HintedException;

/**
 * A changelog in the form of Keep a Changelog: one section {@code ## [1.3.0] - 2026-01-15} for each version. What is published
 * stays: only {@link #correct} changes a section that is there, and says so in it.
 */
public record Changelog(String text) {

    private static final Pattern HEADING = Pattern.compile("## +\\[?v?([0-9][^\\]\\s]*+)\\]?.*+");
    private static final Pattern ANY_HEADING = Pattern.compile("## .*+");
    private static final Pattern FENCE = Pattern.compile(" {0,3}(?:```|~~~).*+");

    /** Begins one, if there is none yet. */
    public static Changelog begin(String application) {
        return new Changelog("# Changelog - " + Markdown.text(application) + "\n");
    }

    /** Whether the version has a section. */
    public boolean has(Version version) {
        return find(version).isPresent();
    }

    /**
     * Puts a section above those of lower versions.
     *
     * @param body Markdown without a heading
     * @return this very changelog if the version has a section already
     */
    public Changelog with(Version version, LocalDate date, String body) {
        if (has(version)) {
            return this;
        }
        List<String> lines = new ArrayList<>(text.lines().toList());
        int at = headings(lines).stream()
                .filter(heading -> heading.version()
                        .filter(other -> other.compareTo(version) < 0)
                        .isPresent())
                .mapToInt(Heading::line)
                .findFirst()
                .orElse(lines.size());
        List<String> section = new ArrayList<>();
        if (at > 0 && !lines.get(at - 1).isBlank()) {
            section.add("");
        }
        section.add("## [" + version + "] - " + date);
        section.add("");
        section.addAll(body.strip().lines().toList());
        if (at < lines.size()) {
            section.add("");
        }
        lines.addAll(at, section);
        return of(lines);
    }

    /**
     * Replaces what is published for a version, and says when and why.
     *
     * @throws HintedException if the version has no section, or there is no reason
     */
    public Changelog correct(Version version, String body, LocalDate on, String reason) {
        Heading heading = find(version)
                .orElseThrow(() -> new HintedException(
                        "the changelog has no section for " + version, "Publish the release first."));
        if (reason.isBlank()) {
            throw new HintedException("the correction of " + version + " has no reason", "Say what was wrong.");
        }
        List<String> lines = new ArrayList<>(text.lines().toList());
        int end = headings(lines).stream()
                .mapToInt(Heading::line)
                .filter(line -> line > heading.line())
                .findFirst()
                .orElse(lines.size());
        List<String> section = new ArrayList<>();
        section.add(lines.get(heading.line()));
        section.add("");
        section.addAll(body.strip().lines().toList());
        section.add("");
        section.add("Corrected on " + on + ": " + Markdown.text(reason));
        if (end < lines.size()) {
            section.add("");
        }
        lines.subList(heading.line(), end).clear();
        lines.addAll(heading.line(), section);
        return of(lines);
    }

    private record Heading(int line, Optional<Version> version) {}

    private Optional<Heading> find(Version version) {
        return headings(text.lines().toList()).stream()
                .filter(heading -> heading.version().filter(version::equals).isPresent())
                .findFirst();
    }

    private static List<Heading> headings(List<String> lines) {
        List<Heading> found = new ArrayList<>();
        boolean fenced = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (FENCE.matcher(line).matches()) {
                fenced = !fenced;
            } else if (!fenced && ANY_HEADING.matcher(line).matches()) {
                Matcher heading = HEADING.matcher(line);
                found.add(new Heading(i, heading.matches() ? Version.parse(heading.group(1)) : Optional.empty()));
            }
        }
        return found;
    }

    private static Changelog of(List<String> lines) {
        return new Changelog(String.join("\n", lines) + "\n");
    }
}
