package org.vigie.commit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a commit message says. Parsed in time linear to its length, whatever it holds; nothing of it is ever an error.
 *
 * @param kind what sort of commit it is
 * @param header its first line that is not blank; empty if there is none
 * @param parts of the header; for a kind other than {@link Kind#CONVENTIONAL} they may say little
 * @param body what follows the header without notes and trailers, blank lines around it taken off
 * @param notes what users must know, in order
 * @param trailers such as {@code Reviewed-by}, in order
 * @param inner headers of commits that were squashed into this one, without duplicates and without its own
 * @param reverts ids of the commits it takes back, as written, perhaps shortened
 * @param cherryPickedFrom ids of the commits it is a copy of, as written
 * @param closes numbers of the tickets it closes, each once
 * @param mentions numbers of other tickets or pull requests it names, each once
 * @param hints what a person should look at, lower case
 */
public record CommitMessage(
        Kind kind,
        String header,
        CommitHeader parts,
        String body,
        List<Note> notes,
        List<Trailer> trailers,
        List<CommitHeader> inner,
        List<String> reverts,
        List<String> cherryPickedFrom,
        List<String> closes,
        List<String> mentions,
        List<String> hints) {

    /** The sorts of commits. */
    public enum Kind {
        /** The header follows the convention, with whatever type. */
        CONVENTIONAL,
        /** It takes other commits back: {@code Revert "…"}, {@code Reapply "…"} (takes a revert back) or {@code revert: …}. */
        REVERT,
        /** The header that git or a forge gives to merges. */
        MERGE,
        /** {@code fixup!}, {@code squash!} or {@code amend!}: it should have been squashed before the merge. */
        TO_BE_SQUASHED,
        /** Anything else. */
        NOT_UNDERSTOOD
    }

    /** What a note is about. */
    public enum NoteKind {
        BREAKING,
        DEPRECATED,
        SECURITY
    }

    /**
     * A paragraph for users, such as {@code BREAKING CHANGE: …}.
     *
     * @param text without its keyword; lines joined by line feeds
     */
    public record Note(NoteKind kind, String text) {}

    /**
     * A line {@code Key: value} or {@code Key #value}.
     *
     * @param value with its {@code #}, if it was written so
     */
    public record Trailer(String key, String value) {}

    public CommitMessage {
        notes = List.copyOf(notes);
        trailers = List.copyOf(trailers);
        inner = List.copyOf(inner);
        reverts = List.copyOf(reverts);
        cherryPickedFrom = List.copyOf(cherryPickedFrom);
        closes = List.copyOf(closes);
        mentions = List.copyOf(mentions);
        hints = List.copyOf(hints);
    }

    /** Reads a whole message, with any line endings. */
    public static CommitMessage parse(String message) {
        return new CommitMessageParser(message).parse();
    }

    /** The type in lower case, {@code revert} for every revert; null if there is none. */
    public @Nullable String type() {
        return switch (kind) {
            case CONVENTIONAL -> parts.normalType();
            case REVERT -> "revert";
            case MERGE, TO_BE_SQUASHED, NOT_UNDERSTOOD -> null;
        };
    }

    /** The scope as written; null if there is none, or for a kind without a type. */
    public @Nullable String scope() {
        return kind == Kind.CONVENTIONAL ? parts.scope() : null;
    }

    /** What is said: the subject of a header that follows the convention, else the whole header. */
    public String subject() {
        return kind == Kind.CONVENTIONAL ? parts.subject() : header;
    }

    /** Whether it breaks something for users: by mark, by note, or by the mark of a commit that was squashed into it. */
    public boolean isBreaking() {
        return kind != Kind.TO_BE_SQUASHED && breakingTexts().findAny().isPresent();
    }

    /** What breaks: the notes, or without any the subjects that are marked. */
    public Stream<String> breakingTexts() {
        List<String> told = texts(NoteKind.BREAKING).toList();
        if (!told.isEmpty()) {
            return told.stream();
        }
        boolean own = (kind == Kind.CONVENTIONAL || kind == Kind.REVERT) && parts.marked();
        return Stream.concat(
                own ? Stream.of(parts.subject()) : Stream.empty(),
                inner.stream().filter(CommitHeader::marked).map(CommitHeader::subject));
    }

    /** The texts of the notes of a kind. */
    public Stream<String> texts(NoteKind wanted) {
        return notes.stream().filter(note -> note.kind() == wanted).map(Note::text);
    }

    /** The header that a revert names, without the quotes or the type of the revert; empty for other commits. */
    public Optional<String> revertedHeader() {
        if (kind != Kind.REVERT) {
            return Optional.empty();
        }
        if (CommitHeader.isMadeByGit(header)) {
            return Optional.of(header.substring(header.indexOf('"') + 1, header.length() - 1));
        }
        return Optional.of(parts.subject());
    }

    /** What a revert amounts to, looking through reverts of reverts; empty for other commits. */
    public Optional<RevertEffect> revertEffect() {
        return kind == Kind.REVERT ? Optional.of(RevertEffect.of(header)) : Optional.empty();
    }
}
