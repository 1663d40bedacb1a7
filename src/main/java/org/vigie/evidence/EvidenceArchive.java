package org.vigie.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ZIP whose files stand in a manifest that {@code sha256sum -c} reads. */
final class EvidenceArchive implements AutoCloseable {

    static final String MANIFEST = "MANIFEST.sha256";

    private final ZipOutputStream zip;
    private final FileTime time;
    private final Map<String, String> hashes = new TreeMap<>();

    EvidenceArchive(OutputStream target, Instant now) {
        this.zip = new ZipOutputStream(target, UTF_8);
        this.time = FileTime.from(now);
    }

    void add(String file, String text) throws IOException {
        hashes.put(file, write(file, Iterators.one(text)));
    }

    /** @param lines without their ends */
    void addLines(String file, Iterator<String> lines) throws IOException {
        hashes.put(file, write(file, Iterators.lines(lines)));
    }

    /** Writes the manifest, after which nothing can be added; its own hash. */
    String seal() throws IOException {
        StringBuilder manifest = new StringBuilder();
        hashes.forEach(
                (file, hash) -> manifest.append(hash).append("  ").append(file).append('\n'));
        String hash = write(MANIFEST, Iterators.one(manifest.toString()));
        zip.finish();
        return hash;
    }

    private String write(String file, Iterator<String> pieces) throws IOException {
        MessageDigest digest = sha256();
        ZipEntry entry = new ZipEntry(file);
        entry.setLastModifiedTime(time);
        zip.putNextEntry(entry);
        while (pieces.hasNext()) {
            byte[] bytes = pieces.next().getBytes(UTF_8);
            digest.update(bytes);
            zip.write(bytes);
        }
        zip.closeEntry();
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Iterators {

        static Iterator<String> one(String text) {
            return List.of(text).iterator();
        }

        static Iterator<String> lines(Iterator<String> lines) {
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return lines.hasNext();
                }

                @Override
                public String next() {
                    return lines.next() + "\n";
                }
            };
        }
    }
}
