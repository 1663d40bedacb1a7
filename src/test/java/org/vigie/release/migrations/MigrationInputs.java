package org.vigie.release.migrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.vigie.release.version.Version;
import org.vigie.shared.HintedException;
import org.vigie.support.RandomInputs;

/** Migrations of the applications, and names of their versions. */
public final class MigrationInputs implements RandomInputs {

    @Override
    public List<String> examples() {
        return List.of(
                "-- vigie: reversible, compatible\nCREATE INDEX x ON y (z);\n",
                "-- vigie: lossy\nALTER TABLE a DROP COLUMN b;\n",
                "/* " + "* ".repeat(3_000) + "*/ DROP TABLE a;",
                "v1.2.3-rc.1+build.5",
                "1.0.0-" + "a.".repeat(2_000));
    }

    @Override
    public void feed(String text) {
        assertThat(MigrationMarks.judge("1", text, Optional.of(text)).migrationClass())
                .isNotNull();
        MigrationMarks.judge("1", text, Optional.empty());
        try {
            Version.parse(text)
                    .ifPresent(version ->
                            assertThat(Version.parse(version.toString())).contains(version));
        } catch (HintedException e) {
            assertThat(e.hint()).isNotBlank();
        }
    }
}
