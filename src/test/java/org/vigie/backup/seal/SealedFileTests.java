package org.vigie.backup.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sealed files open to what was put in, and whatever was done to them is noticed. */
class SealedFileTests {

    @TempDir
    Path folder;

    private final byte[] plain = new byte[3_000_000];
    private BackupKeys keys;
    private Path file;
    private FileSums sums;

    @BeforeEach
    void seal() throws IOException {
        new Random(1).nextBytes(plain);
        Arrays.fill(plain, 1_000_000, 2_000_000, (byte) 'x');
        keys = new BackupKeys(folder, "");
        file = folder.resolve("dump.zst.age");
        try (SealedFile sealed = SealedFile.create(file, "dump.zst.age", keys.writers())) {
            sealed.plain().write(plain);
            sums = sealed.finish();
        }
    }

    @Test
    void opensToWhatWasPutIn() throws IOException {
        assertThat(open(Files.readAllBytes(file))).isEqualTo(plain);
        assertThat(sums.plainBytes()).isEqualTo(plain.length);
        assertThat(sums.plainSha256()).isEqualTo(Sha256.of(plain));
        assertThat(sums.storedBytes()).isEqualTo(Files.size(file));
        assertThat(sums.storedSha256()).isEqualTo(Sha256.of(file));
    }

    @Test
    void isForItsOwnerOnly() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        for (String key : new String[] {"vigie.agekey", "offline.agekey"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(
                            folder.resolve("backup-keys").resolve(key))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void neverWritesOverAFile() {
        assertThatThrownBy(() -> SealedFile.create(file, "again", keys.writers()))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void offlineKeyAloneOpensIt() throws IOException {
        Path keyFolder = folder.resolve("backup-keys");
        Files.move(
                keyFolder.resolve("offline.agekey"),
                keyFolder.resolve("vigie.agekey"),
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(open(Files.readAllBytes(file))).isEqualTo(plain);
    }

    @Test
    void fileForOneRecipientAloneIsNoticed() throws IOException {
        OpenedFile.requireRecipients(stream(Files.readAllBytes(file)), sums, 2);
        Path alone = folder.resolve("alone.zst.age");
        try (SealedFile sealed =
                SealedFile.create(alone, "alone", keys.writers().subList(0, 1))) {
            sealed.plain().write(plain);
            sealed.finish();
        }
        InputStream stored = stream(Files.readAllBytes(alone));
        assertThatThrownBy(() -> OpenedFile.requireRecipients(stored, sums, 2))
                .isInstanceOfSatisfying(
                        BrokenSealException.class, e -> assertThat(e.code()).isEqualTo("recipient-missing"))
                .hasMessageContaining("1 instead of 2");
        assertThat(stored.readAllBytes()).as("it is read from its start").isEqualTo(Files.readAllBytes(alone));
    }

    @Test
    void flippedBitIsNoticedWhereverItIs() throws IOException {
        byte[] stored = Files.readAllBytes(file);
        for (int place : new int[] {3, 150, 400, stored.length / 2, stored.length - 1}) {
            byte[] damaged = stored.clone();
            damaged[place] ^= 4;
            assertThatThrownBy(() -> open(damaged)).as("byte %d", place).isInstanceOf(BrokenSealException.class);
        }
    }

    @Test
    void missingEndIsNoticedWherever() throws IOException {
        byte[] stored = Files.readAllBytes(file);
        for (int length : new int[] {0, 10, 200, 70_000, stored.length - 70_000, stored.length - 1}) {
            assertThatThrownBy(() -> open(Arrays.copyOf(stored, length)))
                    .as("%d bytes", length)
                    .isInstanceOf(BrokenSealException.class);
        }
    }

    @Test
    void plainFileIsNotTakenForASealedOne() {
        assertThatThrownBy(() -> open(Zstd.compress(plain)))
                .isInstanceOfSatisfying(
                        BrokenSealException.class, e -> assertThat(e.code()).isEqualTo("copy-not-encrypted"));
    }

    @Test
    void otherKeyDoesNotOpenIt() {
        BackupKeys others = new BackupKeys(folder.resolve("other"), "");
        others.recipients();
        assertThatThrownBy(() -> OpenedFile.copy(
                        stream(Files.readAllBytes(file)), sums, others.readers(), new ByteArrayOutputStream()))
                .isInstanceOfSatisfying(
                        BrokenSealException.class, e -> assertThat(e.code()).isEqualTo("key-unusable"));
    }

    @Test
    void anotherWholeFileUnderItsNameIsNoticed() throws IOException {
        Path other = folder.resolve("other.zst.age");
        try (SealedFile sealed = SealedFile.create(other, "other", keys.writers())) {
            sealed.plain().write("an empty dump".getBytes(UTF_8));
            sealed.finish();
        }
        assertThatThrownBy(() -> open(Files.readAllBytes(other)))
                .isInstanceOfSatisfying(
                        BrokenSealException.class, e -> assertThat(e.code()).isEqualTo("copy-damaged"));
    }

    private byte[] open(byte[] stored) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OpenedFile.copy(stream(stored), sums, keys.readers(), out);
        return out.toByteArray();
    }

    private static InputStream stream(byte[] bytes) {
        return new BufferedInputStream(new ByteArrayInputStream(bytes));
    }
}
