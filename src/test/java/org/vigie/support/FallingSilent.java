package org.vigie.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands before a server and passes on what is said, until it falls silent without closing anything. */
public final class FallingSilent implements AutoCloseable {

    private final ServerSocket socket;
    private final int server;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile boolean silent;

    private FallingSilent(ServerSocket socket, int server) {
        this.socket = socket;
        this.server = server;
    }

    /** @param server port of the server on this machine */
    public static FallingSilent before(int server) {
        try {
            FallingSilent proxy = new FallingSilent(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
            start(proxy::take);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    public void fallSilent() {
        silent = true;
    }

    private void take() {
        try {
            while (!socket.isClosed()) {
                Socket client = socket.accept();
                Socket real = new Socket(InetAddress.getLoopbackAddress(), server);
                open.add(client);
                open.add(real);
                start(() -> pass(client, real));
                start(() -> pass(real, client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void pass(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] part = new byte[8192];
            for (int size = in.read(part); size >= 0; size = in.read(part)) {
                if (!silent) {
                    out.write(part, 0, size);
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private static void start(Runnable work) {
        Thread.ofPlatform().daemon().name("falling-silent").start(work);
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket each : open) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
