package org.vigie.release.notes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeChunk.ConflictState;
import org.eclipse.jgit.merge.MergeResult;
import org.vigie.release.commits.ReleaseContent;

/**
 * Notes that people edited, brought up to date by a three-way merge with the text they started from. No marks stand in the text:
 * in a form they would be in the way, and be edited or deleted like anything else. Where both sides changed the same lines,
 * what the person wrote stays and the lines that were not taken over are given back.
 *
 * @param text the text to go on with
 * @param notTakenOver lines that were made anew and are not in the text, in order
 */
public record EditedNotes(String text, List<String> notTakenOver) {

    public EditedNotes {
        notTakenOver = List.copyOf(notTakenOver);
    }

    /**
     * @param before what was generated when the person began
     * @param edited what the person made of it
     * @param now what is generated now
     */
    public static EditedNotes merge(String before, String edited, String now) {
        // a deleted text counts as a conflict for the algorithm even where one side changed nothing
        if (normal(edited).equals(normal(before)) || normal(now).equals(normal(before))) {
            return new EditedNotes(normal(edited).equals(normal(before)) ? normal(now) : normal(edited), List.of());
        }
        MergeResult<RawText> merged =
                new MergeAlgorithm().merge(RawTextComparator.DEFAULT, raw(before), raw(edited), raw(now));
        List<RawText> sides = merged.getSequences();
        StringBuilder text = new StringBuilder();
        List<String> notTaken = new ArrayList<>();
        for (MergeChunk chunk : merged) {
            List<String> lines = lines(sides.get(chunk.getSequenceIndex()), chunk);
            ConflictState state = chunk.getConflictState();
            if (state == ConflictState.NO_CONFLICT || state == ConflictState.FIRST_CONFLICTING_RANGE) {
                lines.forEach(line -> text.append(line).append('\n'));
            } else if (state == ConflictState.NEXT_CONFLICTING_RANGE) {
                lines.stream().filter(line -> !line.isBlank()).forEach(notTaken::add);
            }
        }
        String result = text.toString();
        List<String> kept = result.lines().toList();
        List<String> known = normal(before).lines().toList();
        return new EditedNotes(
                result,
                notTaken.stream()
                        .filter(line -> !kept.contains(line) && !known.contains(line))
                        .toList());
    }

    /** The commits of the release that a technical part no longer names, each as a line for a list of what people left out. */
    public static List<String> leftOutByHand(String technical, ReleaseContent content) {
        return new TreeSet<>(content.commits())
                .stream()
                        .map(id -> id.substring(0, Math.min(8, id.length())))
                        .filter(id -> !technical.contains(id))
                        .toList();
    }

    private static RawText raw(String text) {
        return new RawText(normal(text).getBytes(StandardCharsets.UTF_8));
    }

    /** Forms send other line endings, and the last line need not be ended. */
    private static String normal(String text) {
        return text.lines().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
    }

    private static List<String> lines(RawText side, MergeChunk chunk) {
        List<String> lines = new ArrayList<>();
        for (int i = chunk.getBegin(); i < chunk.getEnd(); i++) {
            lines.add(side.getString(i));
        }
        return lines;
    }
}
