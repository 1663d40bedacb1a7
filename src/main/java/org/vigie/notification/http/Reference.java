package org.vigie.notification.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.vigie.notification.OutgoingMessage;

/** How people tell that two messages are the same one. */
public final class Reference {

    private static final int BYTES = 4;

    private Reference() {}

    /** Eight digits, the same for every attempt at a message. */
    public static String of(OutgoingMessage message) {
        return HexFormat.of().formatHex(hash(message.key()), 0, BYTES);
    }

    /** The same, long enough for programs. */
    public static String longOf(OutgoingMessage message) {
        return HexFormat.of().formatHex(hash(message.key()), 0, BYTES * 4);
    }

    /** For people: the reference, and whether they may have read this before. */
    public static String note(OutgoingMessage message) {
        boolean french = message.language().getLanguage().equals("fr");
        String repeated = french ? "répété" : "repeated";
        return "Vigie " + of(message) + (message.repeated() ? " (" + repeated + ")" : "");
    }

    private static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
