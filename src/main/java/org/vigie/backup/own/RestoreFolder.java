package org.vigie.backup.own;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.vigie.backup.seal.BrokenSealException;
import org.vigie.backup.seal.Manifest;
import org.vigie.backup.seal.ManifestSeal;
import org.vigie.backup.seal.Sha256;
import org.vigie.shared.HintedException;
import org.vigie.shared.SecretRef;

/**
 * The folder {@code restore} in the data folder, where whoever rebuilds an installation puts an opened backup of Vigie's own database:
 * {@code vigie.dump} and {@code manifest.json}. The dump goes when it is restored, the folder when all is done.
 */
@Component
class RestoreFolder {

    private static final String PAGE = "docs/moving.md says what belongs there.";

    private final Path folder;
    private final ManifestSeal seal;

    RestoreFolder(@Value("${vigie.data-dir:./data}") Path dataDir, ManifestSeal seal) {
        this.folder = dataDir.toAbsolutePath().normalize().resolve("restore");
        this.seal = seal;
    }

    Path folder() {
        return folder;
    }

    Path dump() {
        return folder.resolve("vigie.dump");
    }

    boolean hasDump() {
        return Files.exists(dump());
    }

    boolean isThere() {
        return Files.isDirectory(folder);
    }

    /**
     * The manifest there.
     *
     * @throws HintedException if there is none or nobody known signed it
     */
    Manifest manifest() {
        Path file = folder.resolve("manifest.json");
        try {
            return seal.read(Files.readString(file, UTF_8));
        } catch (BrokenSealException e) {
            throw new HintedException(
                    "nothing is restored: " + file + " cannot be trusted, " + e.getMessage(),
                    "Take all files from one backup, as docs/moving.md says, or put the manifest.pub of the lost installation into "
                            + "backup-keys as manifest-lost.pub.",
                    e);
        } catch (IOException e) {
            throw new HintedException("nothing is restored: " + file + " cannot be read", PAGE, e);
        }
    }

    /** @throws HintedException if the dump is not the one of the manifest */
    void requireDumpOf(Manifest manifest) {
        try (InputStream in = Files.newInputStream(dump())) {
            if (!Sha256.of(in).equals(manifest.dump().plainSha256())) {
                throw new HintedException(
                        "nothing is restored: " + dump() + " is not the dump of " + manifest.id()
                                + ", or was not opened to its end",
                        "Open the .dump.zst.age that lies beside the manifest once more.");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + dump(), e);
        }
    }

    /** Keeps the password of the database where a command finds it, readable by its owner only. */
    SecretRef password(String password) {
        try {
            Path file = passwordFile();
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, password);
            return SecretRef.parse("file:" + file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into " + folder, e);
        }
    }

    void dropPassword() {
        try {
            Files.deleteIfExists(passwordFile());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the password in " + folder, e);
        }
    }

    private Path passwordFile() {
        return folder.resolve(".password");
    }

    void dropDump() {
        try {
            Files.deleteIfExists(dump());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + dump(), e);
        }
    }

    /** Keeps the manifest for people under another name. */
    void close(Manifest manifest) {
        try {
            Files.move(folder, folder.resolveSibling("restored-" + manifest.id()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot rename " + folder, e);
        }
    }
}
