package org.vigie.monitoring.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was added to a log since the look before: every line once, over rotation by renaming and by truncation, and over
 * restarts. A line without its end waits for it.
 */
final class LogFollower {

    private static final int HEAD = 1024;
    private static final int LONGEST_LINE = 64 * 1024;
    private static final int BUFFER = 64 * 1024;
    private static final long MOST_AT_ONCE = 256L << 20;

    /**
     * What a look has found.
     *
     * @param position from which the next one reads
     * @param cut how many lines were longer than is read of a line
     * @param lost whether a file was rotated away before its end was read
     */
    record Look(Position position, long bytes, long cut, boolean lost) {}

    private final Path log;
    private final Consumer<String> lines;
    private long bytes;
    private long cut;

    /** @param lines gets each new line, without its end and at most 64 KiB of it */
    LogFollower(Path log, Consumer<String> lines) {
        this.log = log;
        this.lines = lines;
    }

    /**
     * Reads on. The first look reads nothing: what was there before is not new.
     *
     * @throws NoSuchFileException if there is no such file
     */
    Look readFrom(@Nullable Position before) throws IOException {
        String file = key(log);
        if (before == null) {
            return new Look(at(log, file, endOfLastLine()), 0, 0, false);
        }
        boolean lost = false;
        long offset = 0;
        if (file.equals(before.file())) {
            offset = goesOn(before) ? before.offset() : 0;
        } else {
            // renamed: the end of it may have been written after the look before, and even after the renaming
            Optional<Path> old = renamed(before);
            if (old.isPresent()) {
                read(old.get(), before.offset(), true);
            }
            lost = old.isEmpty();
        }
        long end = read(log, offset, false);
        return new Look(at(log, file, end), bytes, cut, lost);
    }

    /** Whether the file still begins as it did; one that was emptied may have grown beyond the place since. */
    private boolean goesOn(Position before) throws IOException {
        return Files.size(log) >= before.offset()
                && head(log, before.headLength()).equals(before.head());
    }

    private Optional<Path> renamed(Position before) throws IOException {
        try (Stream<Path> files = Files.list(log.toAbsolutePath().getParent())) {
            List<Path> candidates = files.filter(Files::isRegularFile).toList();
            for (Path candidate : candidates) {
                if (key(candidate).equals(before.file())
                        && Files.size(candidate) >= before.offset()
                        && head(candidate, before.headLength()).equals(before.head())) {
                    return Optional.of(candidate);
                }
            }
        } catch (NoSuchFileException e) {
            // removed while we looked
        }
        return Optional.empty();
    }

    private Position at(Path path, String file, long offset) throws IOException {
        int length = (int) Math.min(offset, HEAD);
        return new Position(file, offset, head(path, length), length);
    }

    private long endOfLastLine() throws IOException {
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.READ)) {
            long end = channel.size();
            ByteBuffer one = ByteBuffer.allocate(1);
            while (end > 0) {
                one.clear();
                channel.read(one, end - 1);
                if (one.get(0) == '\n') {
                    return end;
                }
                end--;
            }
            return 0;
        }
    }

    /** @return the offset after the last whole line */
    private long read(Path path, long from, boolean lastLineIsWhole) throws IOException {
        long lineStart = from;
        long position = from;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            int count = channel.read(buffer, position);
            while (count > 0 && position - from < MOST_AT_ONCE) {
                for (int i = 0; i < count; i++) {
                    byte next = buffer.get(i);
                    if (next == '\n') {
                        hand(line, position + i - lineStart);
                        lineStart = position + i + 1;
                    } else if (line.size() < LONGEST_LINE) {
                        line.write(next);
                    }
                }
                position += count;
                buffer.clear();
                count = channel.read(buffer, position);
            }
        }
        if (lastLineIsWhole && position > lineStart) {
            hand(line, position - lineStart);
            lineStart = position;
        }
        bytes += lineStart - from;
        return lineStart;
    }

    private void hand(ByteArrayOutputStream line, long length) {
        cut += length > LONGEST_LINE ? 1 : 0;
        lines.accept(line.toString(UTF_8));
        line.reset();
    }

    private static String key(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        Object key = attributes.fileKey();
        return key == null ? "created " + attributes.creationTime() : key.toString();
    }

    private static String head(Path path, int length) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(length);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            int count = 0;
            while (count >= 0 && head.hasRemaining()) {
                count = channel.read(head, head.position());
            }
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(head.array(), 0, head.position());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
