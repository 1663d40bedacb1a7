package org.vigie.modelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.vigie.support.ProjectFiles;

/** The models of the project, and edits of them. */
public final class ShippedModels {

    private static final ModelSet ALL = read();

    private ShippedModels() {}

    public static ModelSet all() {
        return ALL;
    }

    /** All of them with an edit in one file; what is replaced must stand there. */
    public static ModelSet edited(String file, String original, String edit) {
        return ALL.with(Map.of(file, edit(file, original, edit)));
    }

    /** The text of a file with an edit. */
    public static String edit(String file, String original, String edit) {
        String text = ALL.text(file);
        assertThat(text).as(file).contains(original);
        return text.replace(original, edit);
    }

    /** All of them without a file. */
    public static ModelSet without(String file) {
        return ALL.with(Collections.singletonMap(file, null));
    }

    private static ModelSet read() {
        Map<String, String> files = new TreeMap<>();
        for (ModelKind kind : ModelKind.values()) {
            try (Stream<Path> all = Files.list(ProjectFiles.root().resolve(kind.folder()))) {
                all.filter(path -> path.toString().endsWith(kind.ending()))
                        .forEach(path -> files.put(
                                path.getFileName().toString(),
                                ProjectFiles.text(kind.folder() + "/" + path.getFileName())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new ModelSet(files);
    }
}
