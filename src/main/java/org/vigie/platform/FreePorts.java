package org.vigie.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Ports that nobody uses at the moment. */
final class FreePorts {

    /** Below those that systems give to outgoing connections: one of these would take the port before the server does. */
    private static final int FIRST = 27_000;

    private static final int LAST = 31_999;

    private FreePorts() {}

    /**
     * As many different free ports on 127.0.0.1, from 27000 to 31999.
     *
     * @throws IllegalStateException when fewer are free
     */
    static List<Integer> find(int count) {
        int size = LAST - FIRST + 1;
        int start = ThreadLocalRandom.current().nextInt(size);
        List<Integer> free = new ArrayList<>();
        for (int i = 0; free.size() < count; i++) {
            if (i == size) {
                throw new IllegalStateException(
                        "fewer than %d ports of %d to %d are free".formatted(count, FIRST, LAST));
            }
            int port = FIRST + (start + i) % size;
            if (isFree(port)) {
                free.add(port);
            }
        }
        return List.copyOf(free);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
