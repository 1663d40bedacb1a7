package org.vigie.platform.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveUnpackerTests {

    @TempDir
    Path folder;

    private Path target;
    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(archive);

    @BeforeEach
    void createTarget() throws IOException {
        target = Files.createDirectory(folder.resolve("target"));
    }

    @Test
    void unpacksFilesFoldersAndInnerLinks() throws IOException {
        file("home/lib/liba.so.1", "library", 0644);
        link("home/lib/liba.so", "liba.so.1");
        unpack();
        assertThat(target.resolve("home/lib/liba.so")).isSymbolicLink().hasContent("library");
    }

    @Test
    void keepsExecutableFilesExecutable() throws IOException {
        file("bin/run", "#!/bin/sh", 0755);
        file("bin/readme", "text", 0644);
        unpack();
        assertThat(target.resolve("bin/run")).isExecutable();
        assertThat(Files.isExecutable(target.resolve("bin/readme"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "a/../../evil", "/evil/file"})
    void refusesAnEntryThatLeavesTheFolder(String name) throws IOException {
        file(name, "evil", 0644);
        assertThatThrownBy(this::unpack)
                .isInstanceOf(IOException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("would leave the folder");
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../outside", "/etc/passwd"})
    void refusesALinkThatPointsOutside(String destination) throws IOException {
        link("innocent", destination);
        assertThatThrownBy(this::unpack).hasMessageContaining("innocent");
    }

    @Test
    void refusesToWriteThroughALink() throws IOException {
        file("shallow/keep", "x", 0644);
        link("a/b/deep", "../../shallow");
        file("a/b/deep/planted", "evil", 0644);
        assertThatThrownBy(this::unpack).hasMessageContaining("planted");
        assertThat(target.resolve("shallow/planted")).doesNotExist();
    }

    @Test
    void refusesADeviceFile() throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry("device", TarConstants.LF_CHR);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
        assertThatThrownBy(this::unpack).hasMessageContaining("device");
    }

    private void file(String name, String content, int mode) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(bytes.length);
        entry.setMode(mode);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private void link(String name, String destination) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
        entry.setLinkName(destination);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private void unpack() throws IOException {
        tar.close();
        new ArchiveUnpacker(target).unpack(new ByteArrayInputStream(archive.toByteArray()));
    }
}
