package org.vigie.monitoring.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** C16, on real files. */
class LogFollowerTests {

    @TempDir
    private Path folder;

    private Path log;
    private Position position;
    private final List<String> seen = new ArrayList<>();

    @BeforeEach
    void begin() throws IOException {
        log = folder.resolve("prod.log");
        write("before\n");
        look();
        assertThat(seen).as("what was there is not new").isEmpty();
    }

    @Test
    void readsEveryNewLineOnce() throws IOException {
        write("one\ntwo\n");
        look();
        look();
        write("three\n");
        look();
        assertThat(seen).containsExactly("one", "two", "three");
    }

    @Test
    void aLineWithoutItsEndWaits() throws IOException {
        write("one\ntw");
        look();
        assertThat(seen).containsExactly("one");
        write("o\n");
        look();
        assertThat(seen).containsExactly("one", "two");
    }

    @Test
    void readsTheRenamedFileToItsEndAlsoWhatWasWrittenAfterTheRenaming() throws IOException {
        write("one\n");
        look();
        try (OutputStream held = new FileOutputStream(log.toFile(), true)) {
            Files.move(log, folder.resolve("prod.log.1"));
            held.write("two\nhalf".getBytes(UTF_8));
            write("three\n");
        }
        LogFollower.Look look = look();
        assertThat(seen).containsExactly("one", "two", "half", "three");
        assertThat(look.lost()).isFalse();
    }

    @Test
    void readsACopiedAndTruncatedFileFromItsStart() throws IOException {
        write("one\n");
        look();
        Files.copy(log, folder.resolve("prod.log.1"), StandardCopyOption.REPLACE_EXISTING);
        Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        write("two\n");
        look();
        assertThat(seen).containsExactly("one", "two");
    }

    @Test
    void alsoWhenItHasGrownBeyondThePlaceSince() throws IOException {
        write("one\n");
        look();
        Files.write(log, new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
        write("a much longer line than all that was there before\nnext\n");
        look();
        assertThat(seen).containsExactly("one", "a much longer line than all that was there before", "next");
    }

    @Test
    void tellsThatAFileWasRotatedAway() throws IOException {
        write("one\n");
        look();
        Files.delete(log);
        Files.writeString(folder.resolve("other"), "keeps the number of the file from being given again");
        write("two\n");
        LogFollower.Look look = look();
        assertThat(seen).containsExactly("one", "two");
        assertThat(look.lost() || look.position().offset() == 4).isTrue();
    }

    @Test
    void aLineOfFiveMegabytesIsCutAndCountedOnce() throws IOException {
        write("x".repeat(5_000_000) + "\nnext\n");
        LogFollower.Look look = look();
        assertThat(seen).hasSize(2).last().isEqualTo("next");
        assertThat(seen.getFirst()).hasSize(64 * 1024);
        assertThat(look.cut()).isEqualTo(1);
    }

    @Test
    void aMissingFileIsToldAsSuch() throws IOException {
        Files.delete(log);
        assertThatThrownBy(this::look).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void thePositionSurvivesBeingKept() {
        assertThat(Position.of(position.values())).isEqualTo(position);
        assertThat(Position.of("nonsense")).isNull();
    }

    private LogFollower.Look look() throws IOException {
        LogFollower.Look look = new LogFollower(log, seen::add).readFrom(position);
        position = look.position();
        return look;
    }

    private void write(String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
