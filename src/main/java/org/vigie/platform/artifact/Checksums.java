package org.vigie.platform.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.vigie.shared.HintedException;

/** Compares a file of the local Maven repository with the SHA-1 that Maven stored beside it. */
final class Checksums {

    private Checksums() {}

    /**
     * @return the SHA-1 of the file
     * @throws HintedException when the stored checksum says otherwise
     */
    static String verified(Path file) throws IOException {
        String actual = sha1(file);
        Path stored = file.resolveSibling(file.getFileName() + ".sha1");
        if (Files.exists(stored)) {
            String expected = Files.readString(stored).strip().split("\\s+")[0];
            if (!expected.equalsIgnoreCase(actual)) {
                throw new HintedException(
                        "%s is damaged: its SHA-1 is %s and should be %s".formatted(file, actual, expected),
                        "Delete the file " + file + " and start again; it is then downloaded anew.");
            }
        }
        return actual;
    }

    static String sha1(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-1");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(java.io.OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
