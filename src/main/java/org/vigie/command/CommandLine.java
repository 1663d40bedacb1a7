package org.vigie.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.vigie.command.supervisor.Supervisor;
import org.vigie.shared.SecretRef;
import org.vigie.shared.ssh.SshHost;

/**
 * A program to run, without a shell.
 *
 * @param arguments the program and its arguments, passed on unchanged; never empty
 * @param folder its working folder; a relative one on a host is below the folder of the account
 * @param environment added to the few variables that every program gets
 * @param secrets variables whose values are read at the start and masked in the output
 * @param deadline after which it and all that it started is ended
 * @param successCodes exit codes that count as success, from 0 to 128
 * @param outputLimit how many bytes of its output are kept, the first and the last of them
 * @param host where it runs; null: on this machine
 */
public record CommandLine(
        List<String> arguments,
        Path folder,
        Map<String, String> environment,
        Map<String, SecretRef> secrets,
        Duration deadline,
        Set<Integer> successCodes,
        long outputLimit,
        @Nullable SshHost host) {

    private static final long TEN_MEBIBYTES = 10L << 20;

    public CommandLine {
        if (arguments.isEmpty() || arguments.stream().anyMatch(argument -> argument.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException("a command needs a program and takes no NUL characters");
        }
        if (successCodes.stream().anyMatch(code -> code < 0 || code > Supervisor.SIGNAL_BASE)) {
            throw new IllegalArgumentException("a success code from 129 on could as well be a signal");
        }
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        secrets = Map.copyOf(secrets);
        successCodes = Set.copyOf(successCodes);
    }

    /** One that runs on this machine. */
    public CommandLine(
            List<String> arguments,
            Path folder,
            Map<String, String> environment,
            Map<String, SecretRef> secrets,
            Duration deadline,
            Set<Integer> successCodes,
            long outputLimit) {
        this(arguments, folder, environment, secrets, deadline, successCodes, outputLimit, null);
    }

    /** Begins a command line: this machine, no environment of its own, an hour of time, exit code 0, 10 MiB of output. */
    public static Builder of(List<String> arguments) {
        return new Builder(arguments);
    }

    /** Puts a command line together. */
    public static final class Builder {

        private final List<String> arguments;
        private final Map<String, String> environment = new LinkedHashMap<>();
        private final Map<String, SecretRef> secrets = new LinkedHashMap<>();
        private Path folder = Path.of(".");
        private Duration deadline = Duration.ofHours(1);
        private Set<Integer> successCodes = Set.of(0);
        private long outputLimit = TEN_MEBIBYTES;
        private @Nullable SshHost host;

        private Builder(List<String> arguments) {
            this.arguments = arguments;
        }

        public Builder in(Path workingFolder) {
            folder = workingFolder;
            return this;
        }

        public Builder variable(String name, String value) {
            environment.put(name, value);
            return this;
        }

        public Builder secret(String name, SecretRef place) {
            secrets.put(name, place);
            return this;
        }

        public Builder deadline(Duration time) {
            deadline = time;
            return this;
        }

        public Builder successCodes(Set<Integer> codes) {
            successCodes = codes;
            return this;
        }

        public Builder outputLimit(long bytes) {
            outputLimit = bytes;
            return this;
        }

        /** Lets it run on a host; null: on this machine. */
        public Builder on(@Nullable SshHost place) {
            host = place;
            return this;
        }

        public CommandLine build() {
            return new CommandLine(arguments, folder, environment, secrets, deadline, successCodes, outputLimit, host);
        }
    }
}
