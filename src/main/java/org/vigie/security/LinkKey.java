package org.vigie.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.vigie.shared.HintedException;
import org.vigie.shared.SecretFile;

/** The key that signs links: given, or made at the first start and readable by Vigie's account alone. */
final class LinkKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST = 32;

    private final SecretKeySpec key;

    private LinkKey(String text) {
        this.key = new SecretKeySpec(text.getBytes(UTF_8), ALGORITHM);
    }

    static LinkKey of(LinkProperties properties) {
        String given = properties.linkKey();
        if (given != null && !given.isBlank()) {
            if (given.length() < SHORTEST) {
                throw new HintedException(
                        "the key of signed links is shorter than " + SHORTEST + " characters",
                        "Set VIGIE_LINK_KEY to a longer random text, or leave it out to have one made.");
            }
            return new LinkKey(given);
        }
        Path file = properties.dataDir().resolve("link.key");
        try {
            return new LinkKey(new SecretFile(file).readOrMake());
        } catch (IOException e) {
            throw new HintedException(
                    "cannot keep the key of signed links in " + file,
                    "Make the folder writable or set VIGIE_LINK_KEY.",
                    e);
        }
    }

    byte[] sign(byte[] message) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(message);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
