package org.vigie.platform.artifact;

import java.io.File;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** What a stream in the xz format holds; read by the machine's own {@code xz} where there is one, in a sixth of the processor time. */
final class XzStream {

    private static final int SECONDS_TO_END = 10;

    private XzStream() {}

    /** @param compressed is read to its end, and stays open */
    static InputStream of(InputStream compressed) throws IOException {
        InputStream kept = new FilterInputStream(compressed) {
            @Override
            public void close() {
                // belongs to the caller
            }
        };
        Optional<Path> tool = tool(System.getenv("PATH"));
        return tool.isPresent() ? new ToolStream(tool.get(), kept) : new XZInputStream(kept);
    }

    static Optional<Path> tool(@Nullable String path) {
        return Arrays.stream((path == null ? "" : path).split(File.pathSeparator))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "xz"))
                .filter(file -> file.isAbsolute() && Files.isExecutable(file))
                .findFirst();
    }

    /** Ends only when the tool has found its input whole. */
    private static final class ToolStream extends FilterInputStream {

        private final Process process;

        ToolStream(Path tool, InputStream compressed) throws IOException {
            this(new ProcessBuilder(tool.toString(), "--decompress", "--stdout")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
            Thread.ofPlatform().daemon().name("xz").start(() -> feed(compressed));
        }

        private ToolStream(Process process) {
            super(process.getInputStream());
            this.process = process;
        }

        /** A failure shows as an input that is cut off, which the tool reports. */
        private void feed(InputStream compressed) {
            try (OutputStream to = process.getOutputStream()) {
                compressed.transferTo(to);
            } catch (IOException e) {
                process.destroy();
            }
        }

        @Override
        public int read() throws IOException {
            int next = super.read();
            return next < 0 ? ended() : next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = super.read(buffer, offset, length);
            return count < 0 ? ended() : count;
        }

        private int ended() throws IOException {
            try {
                if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    throw new IOException("the xz archive is damaged");
                }
                return -1;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }

        @Override
        public void close() throws IOException {
            super.close();
            process.destroy();
        }
    }
}
