package org.vigie.release.publication;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.release.ReleaseNotesReady;
import org.vigie.release.commits.ReleaseContent;
import org.vigie.release.deprecation.DeprecatedFeatures;
import org.vigie.release.history.ReleaseHistory;
import org.vigie.release.history.ReleaseTag;
import org.vigie.release.history.ReleaseTags;
import org.vigie.release.history.Unreleased;
import org.vigie.release.notes.EditedNotes;
import org.vigie.release.notes.NotesDraft;
import org.vigie.release.record.ReleaseRun;
import org.vigie.release.record.VersionRecords;
import org.vigie.release.record.VersionState;
import org.vigie.release.version.Version;

/** The notes of releases, from the commits to what may be published. Every method can be called again. */
@Service
public class NotesOfReleases {

    private final NotesStore store;
    private final VersionRecords versions;
    private final DeprecatedFeatures deprecated;
    private final ApplicationEventPublisher events;

    NotesOfReleases(
            NotesStore store,
            VersionRecords versions,
            DeprecatedFeatures deprecated,
            ApplicationEventPublisher events) {
        this.store = store;
        this.versions = versions;
        this.deprecated = deprecated;
        this.events = events;
    }

    /**
     * Notes as they are to be shown.
     *
     * @param notTakenOver lines that were made anew and that the text of a person left no place for
     */
    public record Draft(String users, String technical, List<String> notTakenOver) {}

    /** Makes the notes of a release from what it brings since the version before it; what people wrote before stays. */
    @Transactional
    public Draft make(ReleaseRun run, ReleaseHistory history, ReleaseTags tags, Locale language) {
        Optional<KeptNotes> before = store.find(run.application(), run.version());
        NotesDraft made = made(run, history, tags, language);
        EditedNotes merged = before.filter(kept -> kept.editedBy() != null)
                .map(kept -> EditedNotes.merge(kept.generated(), kept.users(), made.users()))
                .orElseGet(() -> new EditedNotes(made.users(), List.of()));
        if (before.filter(kept -> kept.publishedAt() != null).isPresent()) {
            return new Draft(before.get().users(), before.get().technical(), List.of());
        }
        store.save(run, made.users(), made.technical(), merged.text());
        return new Draft(merged.text(), made.technical(), merged.notTakenOver());
    }

    /**
     * Keeps what somebody made of the notes for users; nothing if it is the text that was shown, or they are published.
     *
     * @param text as it came from a form; blank: nothing came
     */
    @Transactional
    public void edited(String application, String version, String account, String text) {
        String users = normal(text);
        boolean other = store.find(application, version)
                .filter(kept -> kept.publishedAt() == null)
                .filter(kept -> !normal(kept.users()).equals(users))
                .isPresent();
        if (other && !users.isBlank()) {
            store.edit(application, version, users, account);
        }
    }

    /** The version serves well: its notes may be published, which is asked for once. */
    @Transactional
    public void ready(String application, String version) {
        if (store.ready(application, version)) {
            events.publishEvent(new ReleaseNotesReady(application, version));
        }
    }

    private NotesDraft made(ReleaseRun run, ReleaseHistory history, ReleaseTags tags, Locale language) {
        Version version = Version.parse(run.version()).orElseThrow();
        List<ReleaseTag> earlier = tags.releases().stream()
                .filter(tag -> tag.version().compareTo(version) < 0)
                // what a bad version was to bring comes with this one
                .filter(tag -> versions.find(run.application(), tag.version().toString())
                        .filter(known -> known.state() == VersionState.BAD)
                        .isEmpty())
                .toList();
        Unreleased brought = history.unreleased(run.commit(), new ReleaseTags(earlier, List.of()));
        ReleaseContent content = ReleaseContent.of(brought.parsedCommits(), ReleaseContent.Squashes.TITLE_ONLY);
        return brought.base().isEmpty()
                ? NotesDraft.ofFirstRelease(content, language)
                : NotesDraft.of(content, language, deprecated.lines(run.application(), language));
    }

    /** Forms send other line endings. */
    private static String normal(String text) {
        return Objects.requireNonNullElse(text, "")
                .lines()
                .map(line -> line.stripTrailing() + "\n")
                .collect(Collectors.joining());
    }
}
