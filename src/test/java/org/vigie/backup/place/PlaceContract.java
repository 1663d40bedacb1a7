package org.vigie.backup.place;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every place promises, whatever is behind it. */
abstract class PlaceContract {

    private static final String FOLDER = "demo/main";

    @TempDir
    Path local;

    /** The place, empty. */
    abstract Place place();

    /** The same place where nobody answers, or what it stands on is gone. */
    abstract Place away();

    /** The same place, which does not let the account in; null if it knows no accounts. */
    abstract @Nullable Place refusing();

    /** Leaves what a store that was cut off in the middle leaves. */
    abstract void leaveUnfinished(String folder, String name) throws Exception;

    /** How many unfinished pieces there are. */
    abstract int unfinished(String folder) throws Exception;

    @Test
    void givesBackWhatWasPutIn() throws IOException {
        Path file = file(300_000);
        assertThat(place().put(FOLDER, "a.dump", file)).contains("a.dump");
        assertThat(read("a.dump")).isEqualTo(Files.readAllBytes(file));
        assertThat(place().list(FOLDER)).containsExactly("a.dump");
    }

    @Test
    void givesBackFilesThatAreLargerThanOnePiece() throws IOException {
        Path file = file(20_000_001);
        place().put(FOLDER, "large.dump", file);
        assertThat(read("large.dump")).isEqualTo(Files.readAllBytes(file));
        assertThat(place().list(FOLDER)).containsExactly("large.dump");
    }

    @Test
    void givesBackAnEmptyFile() throws IOException {
        place().put(FOLDER, "empty", file(0));
        assertThat(read("empty")).isEmpty();
    }

    @Test
    void sameFileAgainChangesNothing() throws IOException {
        Path file = file(1_000);
        String first = place().put(FOLDER, "a", file);
        assertThat(place().put(FOLDER, "a", file)).isEqualTo(first);
        assertThat(place().list(FOLDER)).containsExactly("a");
    }

    @Test
    void neverReplacesAnotherFile() throws IOException {
        Path file = file(1_000);
        place().put(FOLDER, "a", file);
        Path other = Files.writeString(local.resolve("other"), "other", UTF_8);
        assertThatThrownBy(() -> place().put(FOLDER, "a", other)).satisfies(code("name-taken"));
        assertThat(read("a")).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void whatIsNotThereIsMissing() {
        assertThatThrownBy(() -> place().open(FOLDER, "none")).satisfies(code("copy-missing"));
        assertThat(place().list(FOLDER)).isEmpty();
        assertThat(place().list("nobody/knows")).isEmpty();
    }

    @Test
    void deletesOneFileAndNoOther() throws IOException {
        place().put(FOLDER, "a", file(10));
        place().put(FOLDER, "ab", file(10));
        place().put("demo/other", "a", file(10));
        place().delete(FOLDER, "a");
        place().delete(FOLDER, "a");
        assertThat(place().list(FOLDER)).containsExactly("ab");
        assertThat(place().list("demo/other")).containsExactly("a");
    }

    @Test
    void whatIsUnfinishedIsNotListedAndIsSwept() throws Exception {
        place().put(FOLDER, "whole", file(10));
        leaveUnfinished(FOLDER, "half.dump");
        assertThat(unfinished(FOLDER)).isEqualTo(1);
        assertThat(place().list(FOLDER)).containsExactly("whole");
        place().sweep(FOLDER);
        assertThat(unfinished(FOLDER)).isZero();
        assertThat(place().list(FOLDER)).containsExactly("whole");
    }

    @Test
    void goesOnOverWhatIsUnfinished() throws Exception {
        leaveUnfinished(FOLDER, "a.dump");
        Path file = file(100_000);
        place().put(FOLDER, "a.dump", file);
        assertThat(read("a.dump")).isEqualTo(Files.readAllBytes(file));
    }

    @Test
    void saysThatItIsAway() throws IOException {
        Path file = file(10);
        assertThatThrownBy(() -> away().put(FOLDER, "a", file)).satisfies(code("place-unreachable"));
    }

    @Test
    void saysThatItRefuses() throws IOException {
        Place refusing = refusing();
        if (refusing != null) {
            Path file = file(10);
            assertThatThrownBy(() -> refusing.put(FOLDER, "a", file)).satisfies(code("place-refused"));
        }
    }

    final Path file(int bytes) throws IOException {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return Files.write(local.resolve("file-" + bytes), content);
    }

    private byte[] read(String name) throws IOException {
        try (InputStream in = place().open(FOLDER, name)) {
            return in.readAllBytes();
        }
    }

    static Consumer<Throwable> code(String code) {
        return thrown -> assertThat(thrown)
                .isInstanceOfSatisfying(
                        PlaceException.class,
                        e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
    }
}
