package org.vigie.release.commits;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.vigie.commit.CommitHeader;
import org.vigie.commit.CommitMessage;
import org.vigie.commit.CommitMessage.Kind;
import org.vigie.commit.CommitMessage.NoteKind;
import org.vigie.commit.RevertEffect;

/**
 * What the commits of a release amount to. Each commit is the source of a change or is left out with a reason: none is lost.
 *
 * @param changes in the order of the commits
 * @param leftOut the commits that make no entry, and why
 * @param hints what a person should look at before approving, with the commit
 */
public record ReleaseContent(List<Change> changes, List<LeftOut> leftOut, List<String> hints) {

    /** Whether the commits inside a squash are changes of their own. A breaking mark inside counts either way. */
    public enum Squashes {
        TITLE_ONLY,
        INNER_HEADERS
    }

    /** A commit that makes no entry; the reason in lower case. */
    public record LeftOut(ReleaseCommit commit, String reason) {}

    public ReleaseContent {
        changes = List.copyOf(changes);
        leftOut = List.copyOf(leftOut);
        hints = List.copyOf(hints);
    }

    /** @param commits newest first, children before parents */
    public static ReleaseContent of(List<ReleaseCommit> commits, Squashes squashes) {
        Reverts reverts = new Reverts(commits);
        List<Change> changes = new ArrayList<>();
        List<LeftOut> leftOut = new ArrayList<>();
        List<String> hints = new ArrayList<>();
        for (ReleaseCommit commit : commits) {
            CommitMessage message = commit.message();
            message.hints().forEach(hint -> hints.add(commit.shortId() + ": " + hint));
            if (reverts.isCancelled(commit)) {
                leftOut.add(new LeftOut(commit, reverts.reason(commit)));
            } else if (message.kind() == Kind.TO_BE_SQUASHED) {
                leftOut.add(new LeftOut(commit, "it was to be squashed into another commit"));
                hints.add(commit.shortId() + ": the branch was merged without squashing \"" + message.header() + "\"");
            } else if (isPlainMerge(commit)) {
                leftOut.add(new LeftOut(commit, "it joins branches; their commits stand for themselves"));
            } else {
                changes.addAll(changes(commit, squashes));
                if (message.revertEffect().filter(RevertEffect::takesBack).isPresent()) {
                    hints.add(commit.shortId()
                            + ": it takes back something that is released; is that a breaking change?");
                }
            }
        }
        return new ReleaseContent(changes, leftOut, hints);
    }

    /** What the decision {@code versionBump} asks for, but for the version itself. */
    public Map<String, Object> bumpInputs() {
        Map<String, Object> inputs = new LinkedHashMap<>();
        inputs.put(
                "breaking",
                changes.stream().anyMatch(change -> !change.breaking().isEmpty()));
        inputs.put(
                "types",
                List.copyOf(new TreeSet<>(Stream.concat(
                                changes.stream().map(Change::type).filter(Objects::nonNull),
                                changes.stream()
                                        .filter(change -> !change.security().isEmpty())
                                        .map(change -> "security"))
                        .toList())));
        return inputs;
    }

    /** The changes that nobody understands from their message: a person should sort them in. */
    public List<Change> notUnderstood() {
        return changes.stream().filter(change -> change.type() == null).toList();
    }

    /** Ids of all commits that this content accounts for. */
    public Set<String> commits() {
        Set<String> ids = new HashSet<>();
        changes.forEach(change -> ids.add(change.commit()));
        leftOut.forEach(left -> ids.add(left.commit().id()));
        return ids;
    }

    private static boolean isPlainMerge(ReleaseCommit commit) {
        boolean merge = commit.message().kind() == Kind.MERGE
                || (commit.merge() && commit.message().kind() == Kind.NOT_UNDERSTOOD);
        return merge
                && !commit.message().isBreaking()
                && commit.message().notes().isEmpty();
    }

    private static Collection<Change> changes(ReleaseCommit commit, Squashes squashes) {
        CommitMessage message = commit.message();
        Optional<RevertEffect> revert = message.revertEffect();
        if (revert.isPresent()) {
            return List.of(ofRevert(commit, revert.get()));
        }
        List<Change> found = new ArrayList<>();
        boolean entries =
                squashes == Squashes.INNER_HEADERS && !message.inner().isEmpty() && message.kind() != Kind.MERGE;
        boolean titleSaysSomething =
                !entries || message.type() != null || !message.notes().isEmpty();
        if (titleSaysSomething) {
            found.add(new Change(
                    commit.id(),
                    message.type(),
                    message.scope(),
                    message.subject(),
                    (entries ? ownBreaking(message) : message.breakingTexts()).toList(),
                    message.texts(NoteKind.DEPRECATED).toList(),
                    message.texts(NoteKind.SECURITY).toList(),
                    message.closes()));
        }
        if (entries) {
            message.inner().forEach(inner -> found.add(change(commit, inner, found.isEmpty())));
        }
        return found;
    }

    /** Of something that is released: what was put in again is the same change as before. */
    private static Change ofRevert(ReleaseCommit commit, RevertEffect effect) {
        CommitMessage message = commit.message();
        CommitHeader original = CommitHeader.parse(effect.original());
        boolean understood = original.isConventional();
        String subject = understood ? original.subject() : effect.original();
        String type = understood ? original.normalType() : null;
        List<String> breaking = message.breakingTexts().toList();
        boolean breaksAgain = breaking.isEmpty() && !effect.takesBack() && understood && original.marked();
        return new Change(
                commit.id(),
                effect.takesBack() ? "revert" : type,
                understood ? original.scope() : null,
                subject,
                breaksAgain ? List.of(subject) : breaking,
                message.texts(NoteKind.DEPRECATED).toList(),
                message.texts(NoteKind.SECURITY).toList(),
                message.closes());
    }

    private static Stream<String> ownBreaking(CommitMessage message) {
        List<String> notes = message.texts(NoteKind.BREAKING).toList();
        return notes.isEmpty() && message.parts().marked() && message.type() != null
                ? Stream.of(message.parts().subject())
                : notes.stream();
    }

    private static Change change(ReleaseCommit commit, CommitHeader inner, boolean first) {
        return new Change(
                commit.id(),
                inner.normalType(),
                inner.scope(),
                inner.subject(),
                inner.marked() ? List.of(inner.subject()) : List.of(),
                List.of(),
                List.of(),
                first ? commit.message().closes() : List.of());
    }
}
