package org.vigie.command.supervisor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * Keeps the first third and the last one or two thirds of what is written, in files that can be read meanwhile. Not
 * thread-safe.
 */
public final class SegmentedLog extends OutputStream {

    /** The files in the order of their contents; the later two exist only when the first is full. */
    public static final String FIRST = "output.log";

    public static final String PREVIOUS = "output.previous.log";
    public static final String LATEST = "output.latest.log";

    /** Says in a line what is missing after the first. */
    public static final String OMITTED = "output.omitted.log";

    private final Path folder;
    private final long segment;
    private OutputStream out;
    private long room;
    private int turns;
    private long missing;

    public SegmentedLog(Path folder, long limit) throws IOException {
        this.folder = folder;
        this.segment = Math.max(1, limit / 3);
        this.out = Files.newOutputStream(folder.resolve(FIRST));
        this.room = segment;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        int left = length;
        while (left > 0) {
            if (room == 0) {
                turn();
            }
            int part = (int) Math.min(left, room);
            out.write(bytes, at, part);
            at += part;
            left -= part;
            room -= part;
        }
    }

    private void turn() throws IOException {
        out.close();
        Path latest = folder.resolve(LATEST);
        if (turns > 0) {
            Files.move(latest, folder.resolve(PREVIOUS), StandardCopyOption.REPLACE_EXISTING);
        }
        if (turns > 1) {
            keepOmitted(missing + segment * (turns - 1));
        }
        turns++;
        out = Files.newOutputStream(latest);
        room = segment;
    }

    /** What comes next follows after so many bytes that nobody has: what was kept after the first part makes room for it. */
    public void leaveOut(long bytes) throws IOException {
        if (turns == 0) {
            turn();
        }
        missing += segment * (turns - 1) + (segment - room) + bytes;
        out.close();
        Files.deleteIfExists(folder.resolve(PREVIOUS));
        out = Files.newOutputStream(folder.resolve(LATEST));
        room = segment;
        turns = 1;
        keepOmitted(missing);
    }

    private void keepOmitted(long bytes) throws IOException {
        Path draft = folder.resolve("." + OMITTED);
        Files.writeString(draft, String.format(Locale.ROOT, "... %,d bytes left out ...%n", bytes));
        Files.move(draft, folder.resolve(OMITTED), StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
