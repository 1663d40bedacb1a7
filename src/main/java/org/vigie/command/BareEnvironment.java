package org.vigie.command;

import java.util.Map;
import java.util.Set;

/**
 * The environment of a program that Vigie runs: only what programs need to find their way about. Settings and passwords meant for Vigie
 * ({@code SERVER_PORT}, {@code SPRING_*}, {@code VIGIE_*}) would be taken by the Camunda JVMs for theirs.
 */
public final class BareEnvironment {

    private static final Set<String> INHERITED = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "TZ",
            "LD_LIBRARY_PATH",
            "TMPDIR",
            "TEMP",
            "TMP",
            "SystemRoot",
            "windir",
            "USERPROFILE",
            "ComSpec",
            "PATHEXT");

    private BareEnvironment() {}

    /** Leaves the inherited few in {@code environment} and adds {@code own}. */
    public static void apply(Map<String, String> environment, Map<String, String> own) {
        environment.keySet().retainAll(INHERITED);
        environment.putAll(own);
    }
}
