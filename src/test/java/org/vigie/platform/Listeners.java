package org.vigie.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The addresses on which processes listen, read from {@code /proc}. */
final class Listeners {

    private static final String LISTENING = "0A";
    private static final Set<String> LOOPBACK =
            Set.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

    private Listeners() {}

    /** As {@code <address>:<port>}, the address {@code loopback} or its hexadecimal form. */
    static Set<String> of(List<ProcessHandle> processes) {
        Set<String> sockets = new HashSet<>();
        processes.forEach(process -> sockets.addAll(sockets(process.pid())));
        Set<String> listeners = new TreeSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : lines(table)) {
                String[] columns = line.strip().split("\\s+");
                if (columns[3].equals(LISTENING) && sockets.contains("socket:[" + columns[9] + "]")) {
                    String[] local = columns[1].split(":");
                    String address = LOOPBACK.contains(local[0]) ? "loopback" : local[0];
                    listeners.add(address + ":" + Integer.parseInt(local[1], 16));
                }
            }
        }
        return listeners;
    }

    private static Set<String> sockets(long pid) {
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            files.forEach(file -> sockets.add(target(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sockets;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static List<String> lines(String table) {
        try {
            return Files.readAllLines(Path.of(table));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
