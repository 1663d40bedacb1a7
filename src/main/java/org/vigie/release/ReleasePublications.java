package org.vigie.release;

import java.util.Optional;
import org.springframework.stereotype.Service;
import org.vigie.release.publication.KeptNotes;
import org.vigie.release.publication.NotesStore;
import org.vigie.release.version.Version;

/** What is to be published of releases, for those who publish it elsewhere. */
@Service
public class ReleasePublications {

    private final NotesStore notes;

    ReleasePublications(NotesStore notes) {
        this.notes = notes;
    }

    /**
     * The notes of a version that serves.
     *
     * @param commit id of the commit that the tag must lead to
     * @param text Markdown, for users first
     * @param candidate whether it is a pre-release
     */
    public record Publication(String version, String tag, String commit, String text, boolean candidate) {}

    /** Empty if the version has no notes, does not serve yet, or is published already. */
    public Optional<Publication> find(String application, String version) {
        return notes.find(application, version)
                .filter(kept -> kept.readyAt() != null && kept.publishedAt() == null)
                .map(kept -> new Publication(
                        kept.version(),
                        kept.tag(),
                        kept.commit(),
                        text(kept),
                        !Version.parse(kept.version()).orElseThrow().isFinal()));
    }

    /** They are published at this address; they are not changed any more. */
    public void published(String application, String version, String url) {
        notes.published(application, version, url);
    }

    /** They could not be published, and why, for people. */
    public void failed(String application, String version, String problem) {
        notes.failed(application, version, problem);
    }

    private static String text(KeptNotes kept) {
        return kept.users().strip() + "\n\n<details><summary>Commits</summary>\n\n"
                + kept.technical().strip() + "\n\n</details>\n";
    }
}
