package org.vigie.release.notes;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.commit.CommitMessage.Kind;
import org.vigie.release.commits.Change;
import org.vigie.release.commits.ReleaseCommit;
import org.vigie.release.commits.ReleaseContent;

/**
 * Notes in two parts, in Markdown, without a heading of their own.
 *
 * @param users what users notice, by {@link Section}; the body of the changelog, too
 * @param technical every commit of the release: what users do not notice, what was not understood, what was left out and why
 */
public record NotesDraft(String users, String technical) {

    private static final Map<String, Section> SECTIONS = Map.of(
            "feat", Section.ADDED,
            "feature", Section.ADDED,
            "fix", Section.FIXED,
            "perf", Section.CHANGED,
            "security", Section.SECURITY,
            "revert", Section.REMOVED_AGAIN);

    /** Writes both parts; the same content gives the same text. */
    public static NotesDraft of(ReleaseContent content, Locale language) {
        return of(content, language, List.of());
    }

    /**
     * As {@link #of(ReleaseContent, Locale)}.
     *
     * @param deprecated what was announced to be withdrawn, one sentence each; stands among the deprecations of the commits
     */
    public static NotesDraft of(ReleaseContent content, Locale language, List<String> deprecated) {
        return new NotesDraft(users(content, language, deprecated), technical(content));
    }

    /** The notes of a first release without a start (the whole history would be no news). */
    public static NotesDraft ofFirstRelease(ReleaseContent content, Locale language) {
        String text = language.getLanguage().equals("fr") ? "Première version.\n" : "First release.\n";
        int commits = content.commits().size();
        return new NotesDraft(
                text, "%d commit%s, not listed for a first release.\n".formatted(commits, commits == 1 ? "" : "s"));
    }

    private static String users(ReleaseContent content, Locale language, List<String> deprecated) {
        Map<Section, List<String>> sections = new EnumMap<>(Section.class);
        if (!deprecated.isEmpty()) {
            sections.put(
                    Section.DEPRECATED,
                    deprecated.stream()
                            .map(text -> "- " + Markdown.text(text) + "\n")
                            .distinct()
                            .collect(Collectors.toCollection(ArrayList::new)));
        }
        for (Change change : content.changes()) {
            change.breaking().forEach(text -> add(sections, Section.BREAKING, change, text));
            change.security().forEach(text -> add(sections, Section.SECURITY, change, text));
            change.deprecated().forEach(text -> add(sections, Section.DEPRECATED, change, text));
            Section own = section(change);
            if (own != null) {
                add(sections, own, change, change.subject());
            }
        }
        return sections.entrySet().stream()
                .map(section ->
                        "### " + section.getKey().title(language) + "\n\n" + String.join("", section.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static @Nullable Section section(Change change) {
        return change.type() == null ? null : SECTIONS.get(change.type());
    }

    private static void add(Map<Section, List<String>> sections, Section section, Change change, String text) {
        List<String> lines = sections.computeIfAbsent(section, key -> new ArrayList<>());
        String line = "- " + scope(change) + Markdown.text(text) + tickets(change) + "\n";
        if (!lines.contains(line)) {
            lines.add(line);
        }
    }

    private static String technical(ReleaseContent content) {
        StringBuilder text = new StringBuilder();
        list(
                text,
                "For users",
                content.changes().stream()
                        .filter(NotesDraft::isForUsers)
                        .map(NotesDraft::line)
                        .toList());
        list(
                text,
                "Technical",
                content.changes().stream()
                        .filter(change -> change.type() != null && !isForUsers(change))
                        .map(NotesDraft::line)
                        .toList());
        list(
                text,
                "Not understood",
                content.notUnderstood().stream()
                        .filter(change -> !isForUsers(change))
                        .map(NotesDraft::line)
                        .toList());
        list(
                text,
                "Left out",
                content.leftOut().stream()
                        .map(left -> entry(left.commit().shortId(), header(left.commit()) + " – " + left.reason()))
                        .toList());
        return text.toString();
    }

    private static String header(ReleaseCommit commit) {
        String header = Markdown.text(commit.message().header());
        return header.isEmpty() && commit.message().kind() == Kind.NOT_UNDERSTOOD ? "(no message)" : header;
    }

    private static boolean isForUsers(Change change) {
        return section(change) != null
                || !change.breaking().isEmpty()
                || !change.security().isEmpty()
                || !change.deprecated().isEmpty();
    }

    private static String line(Change change) {
        String type = change.type() == null ? "" : Markdown.text(change.type()) + ": ";
        String subject = change.subject().isEmpty() ? "(no message)" : Markdown.text(change.subject());
        return entry(change.shortCommit(), type + scope(change) + subject + tickets(change));
    }

    private static String entry(String id, String text) {
        return "- `" + id + "` " + text + "\n";
    }

    private static void list(StringBuilder text, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append(text.isEmpty() ? "" : "\n").append("### ").append(title).append("\n\n");
            lines.forEach(text::append);
        }
    }

    private static String scope(Change change) {
        String scope = change.scope();
        return scope == null || scope.isBlank() ? "" : "**" + Markdown.text(scope) + ":** ";
    }

    private static String tickets(Change change) {
        return change.tickets().isEmpty()
                ? ""
                : change.tickets().stream().map(number -> "#" + number).collect(Collectors.joining(", ", " (", ")"));
    }
}
