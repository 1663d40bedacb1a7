package org.vigie.release.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.release.publication.KeptNotes;
import org.vigie.release.publication.NotesStore;
import org.vigie.shared.NotFoundException;

/** The notes of versions. */
@RestController
@RequestMapping("/api/applications/{application}/versions/{version}/notes")
@Tag(name = "Releases")
class NotesController {

    private final NotesStore notes;

    NotesController(NotesStore notes) {
        this.notes = notes;
    }

    @GetMapping
    @Operation(summary = "Read the notes of a version, and where they are published or why not")
    KeptNotes read(@PathVariable String application, @PathVariable String version) {
        return notes.find(application, version)
                .orElseThrow(() -> new NotFoundException(
                        "there are no notes of version " + version + " of " + application,
                        "They are made when the version was proved by a release."));
    }
}
