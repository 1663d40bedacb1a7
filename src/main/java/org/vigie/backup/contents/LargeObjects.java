package org.vigie.backup.contents;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The bytes of all large objects, read in pieces. */
final class LargeObjects {

    private static final int PIECE = 1 << 20;

    private LargeObjects() {}

    static List<LargeObject> read(ReadingSession session) {
        List<Long> ids = session.query(
                "cannot list the large objects",
                "SELECT oid FROM pg_largeobject_metadata ORDER BY oid",
                row -> row.getLong(1));
        List<LargeObject> objects = new ArrayList<>(ids.size());
        for (long id : ids) {
            objects.add(read(session, id));
        }
        return objects;
    }

    private static LargeObject read(ReadingSession session, long id) {
        MessageDigest digest = sha256();
        long bytes = 0;
        byte[] piece;
        do {
            piece = session.query(
                            "cannot read the large object " + id,
                            "SELECT lo_get(" + id + ", " + bytes + ", " + PIECE + ")",
                            row -> row.getBytes(1))
                    .getFirst();
            digest.update(piece);
            bytes += piece.length;
        } while (piece.length == PIECE);
        return new LargeObject(id, bytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
