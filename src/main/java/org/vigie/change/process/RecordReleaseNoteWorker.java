package org.vigie.change.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.VariablesAsType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.change.ChangeMerges;
import org.vigie.change.ReleaseNotes;

/** Keeps the release note of a merged change for the next release. */
@Component
public class RecordReleaseNoteWorker {

    private final ReleaseNotes notes;
    private final ChangeMerges merges;

    RecordReleaseNoteWorker(ReleaseNotes notes, ChangeMerges merges) {
        this.notes = notes;
        this.merges = merges;
    }

    public record Input(
            String ticketId,
            @Nullable String releaseNote,
            @Nullable String releaseNoteKind,
            @Nullable String pullRequest,
            @Nullable String mergeCommit) {}

    public record Output(String releaseNote, String releaseNoteKind) {}

    @JobWorker(type = "record-release-note")
    public Output record(@VariablesAsType Input input) {
        var note = notes.record(input.ticketId(), input.releaseNote(), input.releaseNoteKind());
        merges.done(input.ticketId(), input.pullRequest(), input.mergeCommit());
        return new Output(note.text(), note.kind());
    }
}
