package org.vigie.audit.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One link: an entry of the trail as it stands in the database, when it was linked, and the hash over both and the link before.
 * The hash is SHA-256 over the hash before and, each with its length, the fields in the order of this record, so that anybody can
 * compute it (docs/audit.md).
 *
 * @param earlier whether the entry was there before the chain began
 * @param details as the column holds them
 */
public record ChainLink(
        long seq,
        Instant linkedAt,
        boolean earlier,
        long entryId,
        String subject,
        Instant at,
        String actor,
        String action,
        String details,
        @Nullable String entryKey,
        byte[] hash) {

    static final byte[] BEFORE_THE_FIRST = new byte[32];

    private static final byte[] ABSENT = ByteBuffer.allocate(4).putInt(-1).array();

    /** The hash that this link must have. */
    byte[] hashAfter(byte[] before) {
        MessageDigest sha = sha256();
        sha.update(before);
        add(sha, Long.toString(seq));
        add(sha, linkedAt.toString());
        add(sha, Boolean.toString(earlier));
        add(sha, Long.toString(entryId));
        add(sha, subject);
        add(sha, at.toString());
        add(sha, actor);
        add(sha, action);
        add(sha, details);
        add(sha, entryKey);
        return sha.digest();
    }

    ChainLink withHash(byte[] hash) {
        return new ChainLink(seq, linkedAt, earlier, entryId, subject, at, actor, action, details, entryKey, hash);
    }

    /** The hash in hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(hash);
    }

    private static void add(MessageDigest sha, @Nullable String field) {
        if (field == null) {
            sha.update(ABSENT);
            return;
        }
        byte[] bytes = field.getBytes(UTF_8);
        sha.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
        sha.update(bytes);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
