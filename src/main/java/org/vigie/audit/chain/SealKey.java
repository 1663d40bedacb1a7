package org.vigie.audit.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;
import org.vigie.shared.HintedException;
import org.vigie.shared.SecretFile;

/** The key of the seals: made at the first start, and never in the database, so that who can write there cannot seal. */
@Component
class SealKey {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    SealKey(AuditChainProperties properties) {
        Path file = properties.folder().resolve("seal.key");
        try {
            this.key = new SecretKeySpec(new SecretFile(file).readOrMake().getBytes(UTF_8), ALGORITHM);
        } catch (IOException e) {
            throw new HintedException(
                    "cannot keep the key of the audit trail in " + file, "Make the folder writable.", e);
        }
    }

    /** Tells keys apart. */
    String id() {
        return HexFormat.of().formatHex(mac("id"), 0, 8);
    }

    byte[] seal(long seq, byte[] hash) {
        return mac(seq + ":" + HexFormat.of().formatHex(hash));
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(("vigie-audit:" + text).getBytes(UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
