package org.vigie.command.ssh;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What to run on a host. Holds the values of secrets: only to be sent.
 *
 * @param folder there; a relative one is below the folder of the account
 * @param environment variables with their values, secret ones among them
 */
public record RemoteOrder(
        List<String> arguments, String folder, Map<String, String> environment, Duration deadline, long outputLimit) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final long SEGMENTS = 3;

    /** @throws IllegalArgumentException for what a shell cannot pass on */
    public RemoteOrder {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        for (String name : environment.keySet()) {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("not the name of a variable: " + name.replaceAll("\\p{Cntrl}", " "));
            }
        }
    }

    /** For the shell of the host: assignments only, and nothing of it is of use unless all of it arrives. */
    String text() {
        String exports = environment.entrySet().stream()
                .map(variable -> "export " + variable.getKey() + "=" + ShellWord.of(variable.getValue()) + "\n")
                .collect(Collectors.joining());
        return "vigie_environment() {\n:\n" + exports + "}\n"
                + "set -- " + arguments.stream().map(ShellWord::of).collect(Collectors.joining(" ")) + "\n"
                + "folder=" + ShellWord.of(folder) + "\n"
                + "deadline=" + Math.max(1, (deadline.toMillis() + 999) / 1_000) + "\n"
                + "segment=" + Math.max(1, outputLimit / SEGMENTS) + "\n"
                + "complete=yes";
    }

    @Override
    public String toString() {
        return "RemoteOrder[" + arguments.getFirst() + "]";
    }
}
