package org.vigie.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;

/** A page under docs/ that is made from other files: compared on every build, written when asked for. */
public final class GeneratedDocument {

    private static final String WRITE = "docs.write";

    private GeneratedDocument() {}

    /**
     * Fails when the file differs from what it is made from; with {@code -Ddocs.write=true} writes it instead.
     *
     * @param file the page, named from the project's folder
     * @param expected its text as made now
     */
    public static void check(String file, String expected) throws IOException {
        var path = ProjectFiles.root().resolve(file);
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(path.getParent());
            Files.writeString(path, expected);
            return;
        }
        assertThat(path)
                .as("generated page; to make it anew: ./mvnw test -Dtest='*DocumentTests' -D%s=true", WRITE)
                .exists()
                .content()
                .isEqualTo(expected);
    }
}
