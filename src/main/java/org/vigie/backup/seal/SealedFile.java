package org.vigie.backup.seal;

import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;

/**
 * A file that is written compressed (zstd, one frame with a checksum of its content) and encrypted (age), with the sums of
 * what is put in and of what is stored. What {@code zstd} and {@code age} of any distribution open. Not thread-safe.
 */
public final class SealedFile implements AutoCloseable {

    private static final int LEVEL = 3;

    private final String name;
    private final Stored stored;
    private final Sha256.Counting plain;

    private SealedFile(String name, Stored stored, Sha256.Counting plain) {
        this.name = name;
        this.stored = stored;
        this.plain = plain;
    }

    /**
     * Begins a new file that only its owner can read.
     *
     * @param name that the file will have in the end
     * @throws java.nio.file.FileAlreadyExistsException if there is one already
     */
    public static SealedFile create(Path file, String name, List<RecipientStanzaWriter> recipients) throws IOException {
        Stored stored = new Stored(FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
        try {
            OutputStream age = Channels.newOutputStream(
                    new StandardEncryptingChannelFactory().newEncryptingChannel(stored, recipients));
            ZstdOutputStreamNoFinalizer zstd = new ZstdOutputStreamNoFinalizer(age, LEVEL);
            zstd.setChecksum(true);
            // one thread beside the one that reads and encrypts
            zstd.setWorkers(1);
            return new SealedFile(name, stored, new Sha256.Counting(zstd));
        } catch (GeneralSecurityException e) {
            stored.close();
            throw new IllegalStateException("cannot encrypt for the recipients of backups", e);
        } catch (IOException | RuntimeException e) {
            stored.close();
            throw e;
        }
    }

    /** Where the plain bytes go. */
    public OutputStream plain() {
        return plain;
    }

    /** How many bytes were put in so far. */
    public long plainBytes() {
        return plain.bytes();
    }

    /** Ends the file; it is on the disk when this returns. To be called once. */
    public FileSums finish() throws IOException {
        plain.close();
        return new FileSums(name, plain.bytes(), plain.sha256(), stored.bytes, Sha256.hex(stored.digest));
    }

    /** Leaves an unfinished file as it is. */
    @Override
    public void close() throws IOException {
        stored.close();
    }

    /** Counts, digests, and is on the disk when it is closed. */
    private static final class Stored implements WritableByteChannel {

        private final FileChannel file;
        private final MessageDigest digest = Sha256.digest();
        private long bytes;

        Stored(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            int length = source.remaining();
            digest.update(source.duplicate());
            while (source.hasRemaining()) {
                file.write(source);
            }
            bytes += length;
            return length;
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            if (file.isOpen()) {
                file.force(true);
                file.close();
            }
        }
    }
}
