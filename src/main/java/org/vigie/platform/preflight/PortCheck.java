package org.vigie.platform.preflight;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.vigie.shared.HintedException;

/** Makes sure that all ports are free before anything starts. */
public final class PortCheck {

    private PortCheck() {}

    /** @throws HintedException naming every port that is taken or asked for twice, with its setting */
    public static void requireFree(List<PortUse> ports) {
        refuseDuplicates(ports);
        List<PortUse> taken = ports.stream().filter(use -> isTaken(use.port())).toList();
        if (taken.isEmpty()) {
            return;
        }
        String facts = taken.stream().map(PortCheck::describe).collect(Collectors.joining("; "));
        String settings = taken.stream().map(PortUse::setting).collect(Collectors.joining(", "));
        throw new HintedException(facts, "Stop what uses it, or choose another port with " + settings + ".");
    }

    private static void refuseDuplicates(List<PortUse> ports) {
        Map<Integer, PortUse> seen = new HashMap<>();
        for (PortUse use : ports) {
            PortUse other = seen.put(use.port(), use);
            if (other != null) {
                throw new HintedException(
                        "port %d is wanted by %s and by %s".formatted(use.port(), other.purpose(), use.purpose()),
                        "Change %s or %s.".formatted(other.setting(), use.setting()));
            }
        }
    }

    static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static String describe(PortUse use) {
        String owner = PortOwner.of(use.port()).map(found -> " by " + found).orElse("");
        return "port %d, needed by %s, is taken%s".formatted(use.port(), use.purpose(), owner);
    }
}
