package org.vigie.backup.seal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens what {@link SealedFile} wrote. */
public final class OpenedFile {

    private static final byte[] AGE_HEADER = "age-encryption.org/v1\n".getBytes(US_ASCII);

    private static final int LONGEST_HEADER = 1 << 14;

    private OpenedFile() {}

    /**
     * Decrypts and decompresses everything.
     *
     * @param stored the stored file; stays open
     * @param out gets the plain bytes, also those before a fault is found; stays open
     * @throws BrokenSealException if it is not exactly what the sums say
     */
    public static void copy(InputStream stored, FileSums sums, List<RecipientStanzaReader> identities, OutputStream out)
            throws IOException {
        requireEncrypted(stored, sums);
        Sha256.Counting plain = new Sha256.Counting(out);
        try (InputStream age = Channels.newInputStream(new StandardDecryptingChannelFactory()
                        .newDecryptingChannel(Channels.newChannel(stored), identities));
                InputStream zstd = new ZstdInputStreamNoFinalizer(age);
                // digesting and writing take as long as decrypting and decompressing
                ReadAhead ahead = new ReadAhead(zstd)) {
            byte[] bytes = next(ahead, sums);
            while (bytes != null) {
                plain.write(bytes, 0, bytes.length);
                bytes = next(ahead, sums);
            }
        } catch (GeneralSecurityException e) {
            throw new BrokenSealException("key-unusable", sums.name() + " cannot be decrypted: " + e.getMessage(), e);
        }
        if (plain.bytes() != sums.plainBytes() || !plain.sha256().equals(sums.plainSha256())) {
            throw new BrokenSealException(
                    "copy-damaged", sums.name() + " holds other bytes than its manifest says", null);
        }
    }

    /**
     * Looks whether a file was encrypted for as many as its manifest says: one that lacks a recipient cannot be opened with the key that is
     * kept offline, and nobody would notice before it is needed.
     *
     * @param stored can be reset to where it is; stays there
     * @throws BrokenSealException {@code recipient-missing}; what is no whole header is left to {@link #copy}
     */
    public static void requireRecipients(InputStream stored, FileSums sums, int recipients) throws IOException {
        stored.mark(LONGEST_HEADER);
        String header = new String(stored.readNBytes(LONGEST_HEADER), ISO_8859_1);
        stored.reset();
        int end = header.indexOf("\n---");
        if (end < 0 || !header.startsWith(new String(AGE_HEADER, US_ASCII))) {
            return;
        }
        long found = header.substring(0, end)
                .lines()
                .filter(line -> line.startsWith("-> X25519 "))
                .count();
        if (found != recipients) {
            throw new BrokenSealException(
                    "recipient-missing",
                    sums.name() + " was encrypted for " + found + " instead of " + recipients + " recipients",
                    null);
        }
    }

    /** What cannot be read is told apart from what cannot be written. */
    private static byte @Nullable [] next(ReadAhead ahead, FileSums sums) throws BrokenSealException {
        try {
            return ahead.next();
        } catch (IOException e) {
            throw new BrokenSealException("copy-damaged", sums.name() + " cannot be opened: " + e.getMessage(), e);
        }
    }

    private static void requireEncrypted(InputStream stored, FileSums sums) throws IOException {
        if (stored.markSupported()) {
            stored.mark(AGE_HEADER.length);
            byte[] start = stored.readNBytes(AGE_HEADER.length);
            stored.reset();
            if (!Arrays.equals(start, AGE_HEADER)) {
                throw new BrokenSealException("copy-not-encrypted", sums.name() + " is not an age file", null);
            }
        }
    }
}
