package org.vigie.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** A way to a server of this machine that breaks after so many bytes, and every later connection with it until mended. */
public final class BrokenLine implements AutoCloseable {

    private final ServerSocket listening;
    private final int target;
    private final AtomicLong left;

    private BrokenLine(ServerSocket listening, int target, long bytes) {
        this.listening = listening;
        this.target = target;
        this.left = new AtomicLong(bytes);
    }

    /** @param bytes how many get through from the client to the server before it breaks */
    public static BrokenLine to(int target, long bytes) throws IOException {
        BrokenLine line = new BrokenLine(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target, bytes);
        Thread.ofPlatform().daemon().name("broken-line").start(line::accept);
        return line;
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** From now on everything gets through. */
    public void mend() {
        left.set(Long.MAX_VALUE);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                Thread.ofPlatform().daemon().start(() -> pass(client, server, left));
                Thread.ofPlatform().daemon().start(() -> pass(server, client, new AtomicLong(Long.MAX_VALUE)));
            } catch (IOException e) {
                // closed, or the server is gone
            }
        }
    }

    private static void pass(Socket from, Socket to, AtomicLong allowed) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[8192];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                if (allowed.addAndGet(-length) < 0) {
                    return;
                }
                out.write(buffer, 0, length);
                out.flush();
            }
        } catch (IOException e) {
            // the other end was closed
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
