package org.vigie.release.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.release.changelog.ChangelogStore;
import org.vigie.release.changelog.KeptChangelog;
import org.vigie.release.publication.KeptNotes;
import org.vigie.release.publication.NotesStore;
import org.vigie.shared.NotFoundException;

/** The notes of versions. */
@RestController
@RequestMapping("/api/applications/{application}/versions/{version}/notes")
@Tag(name = "Releases")
class NotesController {

    private final NotesStore notes;
    private final ChangelogStore changelogs;

    NotesController(NotesStore notes, ChangelogStore changelogs) {
        this.notes = notes;
        this.changelogs = changelogs;
    }

    /** @param changelog where they are in the changelog of the application; null: it keeps none, or not for this version */
    record ShownNotes(
            @JsonUnwrapped KeptNotes notes, @Nullable KeptChangelog changelog) {}

    @GetMapping
    @Operation(summary = "Read the notes of a version, and where they are published or why not")
    ShownNotes read(@PathVariable String application, @PathVariable String version) {
        return notes.find(application, version)
                .map(found -> new ShownNotes(
                        found, changelogs.find(application, version).orElse(null)))
                .orElseThrow(() -> new NotFoundException(
                        "there are no notes of version " + version + " of " + application,
                        "They are made when the version was proved by a release."));
    }
}
