package org.vigie.backup.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A manifest is read as it was written, or refused. */
class ManifestSealTests {

    private static final FileSums SUMS = new FileSums("a.dump.zst.age", 4_000_000_000L, "00", 12, "ff");
    private static final Manifest MANIFEST = new Manifest(
            Manifest.FORMAT,
            "op-1",
            "demo",
            "main",
            "regular",
            Instant.parse("2026-11-25T21:00:00.123456Z"),
            new Manifest.Source("démo \"2\"", "7301", 150_018, 9_999_999_999L),
            "15.18",
            "0.1.0",
            "1.4.2",
            null,
            "vigie-contents/1",
            3,
            1_000,
            List.of("age1x", "age1y"),
            SUMS,
            SUMS,
            null);

    @TempDir
    Path folder;

    @Test
    void isReadAsItWasWritten() throws IOException {
        ManifestSeal seal = new ManifestSeal(folder);
        assertThat(seal.read(seal.write(MANIFEST))).isEqualTo(MANIFEST);
        assertThat(new ManifestSeal(folder).read(seal.write(MANIFEST))).isEqualTo(MANIFEST);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"rows\" : 1000','\"rows\" : 1001'",
        "op-1,op-2",
        "main,mein",
        "age1x,age1z",
        "'\"manifest\"','\"other\"'"
    })
    void editedOneIsRefused(String from, String to) {
        ManifestSeal seal = new ManifestSeal(folder);
        String edited = seal.write(MANIFEST).replace(from, to);
        assertThat(edited).isNotEqualTo(seal.write(MANIFEST));
        assertThatThrownBy(() -> seal.read(edited))
                .isInstanceOfSatisfying(
                        BrokenSealException.class, e -> assertThat(e.code()).isEqualTo("manifest-edited"));
    }

    @Test
    void addedFieldIsRefused() {
        ManifestSeal seal = new ManifestSeal(folder);
        String edited = seal.write(MANIFEST).replace("\"id\"", "\"verified\" : true, \"id\"");
        assertThatThrownBy(() -> seal.read(edited)).isInstanceOf(BrokenSealException.class);
    }

    @Test
    void signatureOfSomebodyElseIsRefused() {
        ManifestSeal seal = new ManifestSeal(folder);
        seal.write(MANIFEST);
        String others = new ManifestSeal(folder.resolve("other")).write(MANIFEST);
        assertThatThrownBy(() -> seal.read(others)).isInstanceOf(BrokenSealException.class);
    }

    @Test
    void publicKeyAloneIsEnoughToReadIt() throws IOException {
        String signed = new ManifestSeal(folder.resolve("lost")).write(MANIFEST);
        Path keys = Files.createDirectories(folder.resolve("new/backup-keys"));
        Files.copy(folder.resolve("lost/backup-keys/manifest.pub"), keys.resolve("manifest-lost.pub"));
        assertThat(new ManifestSeal(folder.resolve("new")).read(signed)).isEqualTo(MANIFEST);
    }

    @Test
    void keyThatWasMadeBeforeIsTheOneThatSigns() throws IOException {
        ManifestSeal seal = new ManifestSeal(folder.resolve("lost"));
        seal.requireKey();
        Path keys = Files.createDirectories(folder.resolve("new/backup-keys"));
        Files.copy(folder.resolve("lost/backup-keys/manifest.pub"), keys.resolve("manifest.pub"));
        String signed = seal.write(MANIFEST);
        assertThat(new ManifestSeal(folder.resolve("new")).read(signed)).isEqualTo(MANIFEST);
    }

    @Test
    void keyOfALostInstallationMayHaveItsOldName() throws IOException {
        String lost = new ManifestSeal(folder.resolve("lost")).write(MANIFEST);
        Path keys = Files.createDirectories(folder.resolve("new/backup-keys"));
        Files.copy(folder.resolve("lost/backup-keys/manifest.pub"), keys.resolve("manifest.pub"));
        ManifestSeal seal = new ManifestSeal(folder.resolve("new"));
        String own = seal.write(MANIFEST);
        assertThat(seal.read(own)).isEqualTo(MANIFEST);
        assertThat(seal.read(lost)).isEqualTo(MANIFEST);
        assertThat(seal.isSignedByOneOf(List.of(Files.readString(keys.resolve("manifest.pub"))), own))
                .as("what people keep beside the offline key")
                .isTrue();
    }

    @Test
    void isSignedByTheseKeysOrNot() throws IOException {
        ManifestSeal seal = new ManifestSeal(folder);
        String signed = seal.write(MANIFEST);
        String key = Files.readString(folder.resolve("backup-keys/manifest.pub"));
        ManifestSeal others = new ManifestSeal(folder.resolve("other"));
        others.requireKey();
        String other = Files.readString(folder.resolve("other/backup-keys/manifest.pub"));
        assertThat(seal.isSignedByOneOf(List.of("no key", other, key), signed)).isTrue();
        assertThat(seal.isSignedByOneOf(List.of("no key", other), signed)).isFalse();
        assertThat(seal.isSignedByOneOf(List.of(), signed)).isFalse();
        assertThat(seal.isSignedByOneOf(List.of(key), "no JSON")).isFalse();
    }

    @Test
    void nonsenseIsRefused() {
        ManifestSeal seal = new ManifestSeal(folder);
        for (String text :
                List.of("", "{}", "[]", "null", "no JSON", "{\"manifest\":{},\"signature\":{\"value\":\"%\"}}")) {
            assertThatThrownBy(() -> seal.read(text)).as(text).isInstanceOf(BrokenSealException.class);
        }
    }
}
