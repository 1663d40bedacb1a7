package org.vigie.trouble;

import java.util.List;
import java.util.Locale;

/** Tells by the message of an incident whether something was away that comes back: a server, the network. */
final class InfrastructureCause {

    private static final List<String> SIGNS = List.of(
            "connection refused",
            "connection reset",
            "connection is not available",
            "connection attempt failed",
            "connectexception",
            "could not connect",
            "couldn't connect",
            "unable to acquire jdbc connection",
            "failed to obtain jdbc connection",
            "this connection has been closed",
            "cannotgetjdbcconnection",
            "no route to host",
            "unknown host",
            "unknownhostexception",
            "sockettimeoutexception",
            "read timed out",
            "connect timed out",
            "io exception",
            "unavailable",
            "is away",
            "is not reachable",
            "cannot be reached",
            "does not answer");

    private InfrastructureCause() {}

    static boolean of(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return SIGNS.stream().anyMatch(text::contains);
    }
}
