package org.vigie.release.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.vigie.release.ReleaseNotesReady;
import org.vigie.release.ReleasePublications;
import org.vigie.release.deprecation.Deprecations;
import org.vigie.release.deprecation.NewDeprecation;
import org.vigie.release.history.ReleaseHistory;
import org.vigie.release.history.ReleaseTags;
import org.vigie.release.record.ReleaseRun;
import org.vigie.release.record.VersionRecords;
import org.vigie.release.sample.SampleRepository;
import org.vigie.release.version.TagPattern;
import org.vigie.support.VigieTest;

/** Notes of the sample's versions, made again and again, with what people wrote in between. */
@VigieTest
@RecordApplicationEvents
class NotesOfReleasesTests {

    private static final String FIX = "- **orders:** no more than 999 copies at once (#7)";
    private static final String FEATURE = "- **orders:** orders can have a remark";

    @Autowired
    NotesOfReleases notes;

    @Autowired
    NotesStore store;

    @Autowired
    ReleasePublications publications;

    @Autowired
    VersionRecords versions;

    @Autowired
    Deprecations deprecations;

    @Autowired
    ApplicationEvents events;

    @Autowired
    JdbcClient jdbc;

    @TempDir
    Path folder;

    @BeforeEach
    @AfterEach
    void nothingIsKnown() {
        jdbc.sql("DELETE FROM deprecation").update();
        jdbc.sql("DELETE FROM release_notes").update();
        jdbc.sql("DELETE FROM release_version").update();
    }

    @Test
    void saysWhatAVersionBringsSinceTheOneBefore() {
        NotesOfReleases.Draft draft = make("v1.2.1");
        assertThat(draft.users()).contains("### Fixed", FIX).doesNotContain(FEATURE);
        assertThat(draft.technical()).contains("no more than 999 copies at once");
        assertThat(make("v1.0.0").users()).isEqualTo("First release.\n");
    }

    @Test
    void nameWhatWillBeWithdrawn() {
        deprecations.announce(
                "demo",
                new NewDeprecation("Export as PDF", "Export as EPUB", LocalDate.parse("2027-06-30")),
                "dora",
                "notes");
        assertThat(make("v1.2.1").users())
                .contains(
                        "### Deprecated", "Export as PDF: removal not before 2027-06-30; use instead: Export as EPUB");
    }

    @Test
    void whatABadVersionWasToBringComesWithTheNextOne() {
        versions.bad("demo", "1.2.0", "it lost orders");
        assertThat(make("v1.2.1").users()).contains(FIX, FEATURE);
    }

    @Test
    void whatPeopleWroteStaysWhenTheNotesAreMadeAnew() {
        make("v1.2.1");
        String edited = kept("1.2.1").users().replace("\n", "\r\n") + "\r\nThanks to all readers.\r\n";
        notes.edited("demo", "1.2.1", "anne", edited);
        assertThat(kept("1.2.1").editedBy()).isEqualTo("anne");
        versions.bad("demo", "1.2.0", "it lost orders");
        NotesOfReleases.Draft again = make("v1.2.1");
        assertThat(again.users()).endsWith("\nThanks to all readers.\n").contains(FIX, FEATURE);
        assertThat(make("v1.2.1")).isEqualTo(again);
    }

    @Test
    void whoSendsTheTextAsItWasEditsNothing() {
        make("v1.2.1");
        notes.edited("demo", "1.2.1", "anne", kept("1.2.1").users().replace("\n", "\r\n"));
        notes.edited("demo", "1.2.1", "anne", " ");
        assertThat(kept("1.2.1").editedBy()).isNull();
    }

    @Test
    void areToBePublishedOnceTheVersionServesAndNotChangedAfterwards() {
        make("v1.2.1");
        assertThat(publications.find("demo", "1.2.1")).isEmpty();
        notes.ready("demo", "1.2.1");
        notes.ready("demo", "1.2.1");
        assertThat(events.stream(ReleaseNotesReady.class)).containsExactly(new ReleaseNotesReady("demo", "1.2.1"));
        assertThat(publications.find("demo", "1.2.1")).hasValueSatisfying(wanted -> {
            assertThat(wanted.tag()).isEqualTo("v1.2.1");
            assertThat(wanted.text()).contains(FIX);
            assertThat(wanted.candidate()).isFalse();
        });
        publications.published("demo", "1.2.1", "https://github.example/1");
        assertThat(publications.find("demo", "1.2.1")).isEmpty();
        notes.edited("demo", "1.2.1", "anne", "something else");
        versions.bad("demo", "1.2.0", "it lost orders");
        assertThat(make("v1.2.1").users()).contains(FIX).doesNotContain(FEATURE, "something else");
        assertThat(kept("1.2.1").url()).isEqualTo("https://github.example/1");
    }

    private NotesOfReleases.Draft make(String tag) {
        Path repository = folder.resolve("repository");
        if (!repository.toFile().exists()) {
            SampleRepository.make(Path.of("samples", "shop"), repository);
        }
        try (ReleaseHistory history = ReleaseHistory.open(repository)) {
            ReleaseTags tags = history.tags(TagPattern.DEFAULT);
            ReleaseRun run = new ReleaseRun(
                    "op-1",
                    "demo",
                    tag.substring(1),
                    tag,
                    tags.find(tag).orElseThrow().commit(),
                    null,
                    Map.of());
            return notes.make(run, history, tags, Locale.ENGLISH);
        }
    }

    private KeptNotes kept(String version) {
        return store.find("demo", version).orElseThrow();
    }
}
