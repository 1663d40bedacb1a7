package org.vigie.commit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.vigie.commit.CommitMessage.Kind;
import org.vigie.commit.CommitMessage.Note;
import org.vigie.commit.CommitMessage.NoteKind;
import org.vigie.commit.CommitMessage.Trailer;

/**
 * Reads one message line by line, once. Where it differs from conventional-commits-parser, docs/releases-commits.md says how and
 * why.
 */
final class CommitMessageParser {

    /** Types whose header is also seen inside a message, where any word before a colon would be too many. */
    private static final Set<String> TYPES_INSIDE = Set.of(
            "feat",
            "feature",
            "fix",
            "perf",
            "security",
            "chore",
            "docs",
            "refactor",
            "revert",
            "build",
            "ci",
            "style",
            "test");

    private static final Pattern BREAKING =
            Pattern.compile("(?<key>BREAKING[ -]CHANGES?+)(?<gap> *+)(?<colon>:?+)(?<text>.*+)", flags());
    private static final Pattern DEPRECATED =
            Pattern.compile("(?:DEPRECATED|DEPRECATION)(?: ?+):(?<text>.*+)", flags());
    private static final Pattern SECURITY = Pattern.compile("SECURITY(?: ?+):(?<text>.*+)", Pattern.DOTALL);
    private static final Pattern TRAILER =
            Pattern.compile("(?<key>[A-Za-z][A-Za-z0-9-]*+)(?:: ++|(?= #) )(?<value>\\S.*+)", Pattern.DOTALL);
    private static final Pattern CHERRY_PICKED =
            Pattern.compile("\\(cherry picked from commit (?<id>[0-9a-fA-F]{7,64})\\)");
    private static final Pattern REVERTS = Pattern.compile("This reverts commit (?<id>[0-9a-fA-F]{7,64})\\b");
    private static final Pattern ID = Pattern.compile("\\b[0-9a-fA-F]{7,64}\\b");
    private static final Pattern SEPARATOR = Pattern.compile("(?:-{3,}+|={3,}+|_{3,}+|\\*{3,}+)\\s*+");
    private static final String SQUASHED = "Squashed commit of the following:";

    private final Lines lines;
    private final List<String> body = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();
    private final List<Trailer> trailers = new ArrayList<>();
    private final Set<CommitHeader> inner = new LinkedHashSet<>();
    private final Set<String> reverts = new LinkedHashSet<>();
    private final Set<String> cherryPicked = new LinkedHashSet<>();
    private final List<String> hints = new ArrayList<>();
    private final TicketNumbers tickets = new TicketNumbers();

    private @Nullable NoteKind open;
    private final List<String> openText = new ArrayList<>();
    private boolean trailerBlock;
    private boolean squashed;

    CommitMessageParser(String message) {
        lines = new Lines(message);
    }

    CommitMessage parse() {
        int first = 0;
        while (first < lines.size() && lines.isBlank(first)) {
            first++;
        }
        String header = first < lines.size() ? lines.get(first).strip() : "";
        CommitHeader parts = CommitHeader.parse(header);
        Kind kind = kind(header, parts);
        squashed = header.equals(SQUASHED);
        tickets.read(header);
        for (int i = first + 1; i < lines.size(); i++) {
            read(i);
        }
        closeNote();
        if (kind == Kind.REVERT) {
            revertsOfTrailers();
        }
        inner.remove(parts);
        return new CommitMessage(
                kind,
                header,
                parts,
                body.stream().collect(Collectors.joining("\n")).strip(),
                notes,
                trailers,
                List.copyOf(inner),
                List.copyOf(reverts),
                List.copyOf(cherryPicked),
                tickets.closed(),
                tickets.mentioned(),
                hints);
    }

    private static Kind kind(String header, CommitHeader parts) {
        if (CommitHeader.isToBeSquashed(header)) {
            return Kind.TO_BE_SQUASHED;
        }
        if (CommitHeader.isMadeByGit(header)) {
            return header.startsWith("Merge") ? Kind.MERGE : Kind.REVERT;
        }
        if (!parts.isConventional()) {
            return Kind.NOT_UNDERSTOOD;
        }
        return parts.normalType().equals("revert") ? Kind.REVERT : Kind.CONVENTIONAL;
    }

    private void read(int i) {
        String line = lines.get(i);
        if (lines.isFenced(i)) {
            quoted(line);
            return;
        }
        if (line.isBlank() || SEPARATOR.matcher(line).matches()) {
            closeNote();
            trailerBlock = false;
            body.add(line.isBlank() ? "" : line);
            return;
        }
        tickets.read(line);
        ids(line);
        String text = line.strip();
        String plain = withoutBullet(text);
        if (note(plain)) {
            trailerBlock = true;
            return;
        }
        boolean starts = lines.startsParagraph(i);
        boolean bullet = plain.length() < text.length();
        if (innerHeader(plain, bullet || starts || squashed)) {
            closeNote();
            body.add(line);
            return;
        }
        if (trailer(line, starts)) {
            return;
        }
        if (open != null) {
            openText.add(text);
        } else {
            trailerBlock = false;
            body.add(line);
        }
    }

    /** What is quoted is neither note nor trailer nor ticket. */
    private void quoted(String line) {
        closeNote();
        trailerBlock = false;
        body.add(line);
        Matcher breaking = BREAKING.matcher(line.strip());
        if (breaking.matches() && !breaking.group("colon").isEmpty()) {
            hints.add("a line in quoted text begins with BREAKING CHANGE; it does not count");
        }
    }

    private boolean note(String plain) {
        Optional<Note> found = breaking(plain).or(() -> other(plain));
        found.ifPresent(note -> {
            closeNote();
            open = note.kind();
            openText.add(note.text());
        });
        return found.isPresent();
    }

    private Optional<Note> breaking(String plain) {
        Matcher found = BREAKING.matcher(plain);
        if (!found.matches()) {
            return Optional.empty();
        }
        String key = found.group("key");
        boolean exact = key.equals("BREAKING CHANGE") || key.equals("BREAKING-CHANGE");
        boolean colon = !found.group("colon").isEmpty();
        String text = found.group("text");
        // the reference wants a colon or a space after the keyword
        if (!colon && (!exact || (found.group("gap").isEmpty() && !text.isEmpty()))) {
            if (found.group("gap").isEmpty() && !text.isEmpty()) {
                return Optional.empty();
            }
            hints.add("a line begins with \"" + key + "\" without a colon; it does not count");
            return Optional.empty();
        }
        if (!exact || !colon || !found.group("gap").isEmpty()) {
            hints.add("\"" + key + "\" is not written BREAKING CHANGE: as the convention wants; it counts as breaking");
        }
        return Optional.of(new Note(NoteKind.BREAKING, text.strip()));
    }

    private static Optional<Note> other(String plain) {
        Matcher deprecated = DEPRECATED.matcher(plain);
        if (deprecated.matches()) {
            return Optional.of(
                    new Note(NoteKind.DEPRECATED, deprecated.group("text").strip()));
        }
        Matcher security = SECURITY.matcher(plain);
        return security.matches()
                ? Optional.of(new Note(NoteKind.SECURITY, security.group("text").strip()))
                : Optional.empty();
    }

    private void closeNote() {
        if (open != null) {
            notes.add(new Note(open, String.join("\n", openText).strip()));
            open = null;
            openText.clear();
        }
    }

    private boolean innerHeader(String plain, boolean standsOut) {
        CommitHeader found = CommitHeader.parse(plain);
        boolean counts =
                found.isConventional() && TYPES_INSIDE.contains(found.normalType()) && (standsOut || found.marked());
        if (counts) {
            inner.add(found);
        }
        return counts;
    }

    private boolean trailer(String line, boolean starts) {
        if (CHERRY_PICKED.matcher(line.strip()).matches()) {
            closeNote();
            return true;
        }
        Matcher found = TRAILER.matcher(line.stripTrailing());
        if (!found.matches()) {
            return trailerContinued(line);
        }
        boolean forcesVersion = found.group("key").toLowerCase(Locale.ROOT).equals("release-as");
        if (!(starts || trailerBlock || open != null || forcesVersion)) {
            return false;
        }
        closeNote();
        trailerBlock = true;
        trailers.add(new Trailer(found.group("key"), found.group("value")));
        if (forcesVersion) {
            hints.add("it asks for version " + found.group("value")
                    + "; a version is set in the request of a release only");
        }
        return true;
    }

    private boolean trailerContinued(String line) {
        if (open != null || !trailerBlock || trailers.isEmpty() || !Character.isWhitespace(line.charAt(0))) {
            return false;
        }
        Trailer last = trailers.removeLast();
        trailers.add(new Trailer(last.key(), last.value() + " " + line.strip()));
        return true;
    }

    private void ids(String line) {
        Matcher revert = REVERTS.matcher(line);
        while (revert.find()) {
            reverts.add(revert.group("id").toLowerCase(Locale.ROOT));
        }
        Matcher copy = CHERRY_PICKED.matcher(line);
        while (copy.find()) {
            cherryPicked.add(copy.group("id").toLowerCase(Locale.ROOT));
        }
    }

    /** {@code revert: feat: x} names its commits in a trailer {@code Refs: 676104e, a215868}. */
    private void revertsOfTrailers() {
        trailers.stream()
                .filter(trailer ->
                        trailer.key().equalsIgnoreCase("Refs") || trailer.key().equalsIgnoreCase("Reverts"))
                .forEach(trailer -> {
                    Matcher id = ID.matcher(trailer.value());
                    while (id.find()) {
                        reverts.add(id.group().toLowerCase(Locale.ROOT));
                    }
                });
    }

    private static String withoutBullet(String text) {
        boolean bullet = text.length() > 2
                && (text.charAt(0) == '*' || text.charAt(0) == '-' || text.charAt(0) == '|')
                && text.charAt(1) == ' ';
        return bullet ? text.substring(2).strip() : text;
    }

    private static int flags() {
        return Pattern.CASE_INSENSITIVE | Pattern.DOTALL;
    }
}
