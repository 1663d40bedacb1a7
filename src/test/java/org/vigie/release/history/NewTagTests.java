package org.vigie.release.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.release.version.TagPattern;
import org.vigie.shared.HintedException;

/** A tag is made once and never moved. */
class NewTagTests {

    private static final Instant AT = Instant.parse("2026-11-24T09:00:00Z");

    @TempDir
    Path folder;

    private Repository repository;
    private String first;
    private String second;

    @BeforeEach
    void twoCommits() throws GitAPIException {
        repository = Git.init().setDirectory(folder.toFile()).call().getRepository();
        TestHistory history = new TestHistory(repository);
        first = history.commit("feat: one");
        second = history.commit("feat: two", first);
        history.branch("main", second);
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void makesAnAnnotatedTagOnce() throws IOException {
        NewTag.make(folder, "v1.0.0", first, "Release 1.0.0\n", AT);
        var made = repository.exactRef(Constants.R_TAGS + "v1.0.0").getObjectId();
        NewTag.make(folder, "v1.0.0", first, "Release 1.0.0\n", AT.plusSeconds(60));
        assertThat(repository.exactRef(Constants.R_TAGS + "v1.0.0").getObjectId())
                .isEqualTo(made);
        assertThat(repository.open(made).getType()).isEqualTo(Constants.OBJ_TAG);
        try (ReleaseHistory history = ReleaseHistory.open(folder)) {
            assertThat(history.tags(TagPattern.DEFAULT).find("v1.0.0"))
                    .hasValueSatisfying(tag -> assertThat(tag.commit()).isEqualTo(first));
        }
    }

    @Test
    void movesNoTag() throws IOException {
        NewTag.make(folder, "v1.0.0", first, "Release 1.0.0\n", AT);
        assertThatThrownBy(() -> NewTag.make(folder, "v1.0.0", second, "Release 1.0.0\n", AT))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("the tag v1.0.0 cannot be made");
        try (ReleaseHistory history = ReleaseHistory.open(folder)) {
            assertThat(history.resolve("v1.0.0")).isEqualTo(first);
        }
    }

    @Test
    void refusesNamesThatMeanSomethingElsewhere() {
        for (String name : new String[] {"v1.0.0$(id)", "--upload-pack=x", "v1\n", "a..b", "a/../b"}) {
            assertThatThrownBy(() -> NewTag.make(folder, name, first, "x", AT)).isInstanceOf(HintedException.class);
        }
    }
}
