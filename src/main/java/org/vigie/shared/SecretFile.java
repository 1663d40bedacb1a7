package org.vigie.shared;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A file with one secret that nobody but its owner can read. It is there as a whole or not at all, wherever a start ended that
 * made it.
 */
public final class SecretFile {

    private static final int RANDOM_BYTES = 32;
    private static final FileAttribute<?>[] ANYBODY = {};

    private final Path file;

    public SecretFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * The secret, made at random if there is no file.
     *
     * @throws HintedException if the file is empty, as one that was not written to its end by an earlier version is
     */
    public String readOrMake() throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[RANDOM_BYTES];
            new SecureRandom().nextBytes(random);
            write(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        }
        String secret = Files.readString(file, UTF_8).strip();
        if (secret.isEmpty()) {
            throw new HintedException(
                    "the secret in " + file + " is empty",
                    "Bring the file back from a copy, or delete it: then a new secret is made.");
        }
        return secret;
    }

    private void write(String secret) throws IOException {
        Path folder = file.getParent();
        if (!Files.exists(folder)) {
            Files.createDirectories(folder.getParent());
            Files.createDirectory(folder, only("rwx------"));
        }
        Path draft = Files.createTempFile(folder, "." + file.getFileName(), ".draft", only("rw-------"));
        try {
            Files.writeString(draft, secret + "\n", UTF_8);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private FileAttribute<?>[] only(String owner) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(owner))}
                : ANYBODY;
    }
}
