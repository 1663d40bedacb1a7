package org.vigie.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.vigie.command.supervisor.Masking;
import org.vigie.command.supervisor.ProcessStart;
import org.vigie.command.supervisor.ProcessTree;
import org.vigie.command.supervisor.SegmentedLog;
import org.vigie.command.supervisor.Supervisor;
import org.vigie.shared.SecretRef;

/** Starts the supervisor of a run and hands its order over. */
final class SupervisorStart {

    private static final String JAR = "supervisor.jar";
    private static final long SECONDS_TO_START = 30;
    private static final Duration POLL = Duration.ofMillis(20);

    private final Path folder;

    SupervisorStart(Path folder) {
        this.folder = folder;
    }

    /** Returns when the supervisor has kept its process id; an outcome if there is none to wait for. */
    Optional<CommandOutcome> start(String mark, Path runFolder, CommandLine line) throws IOException {
        Map<String, String> environment = new HashMap<>(line.environment());
        List<String> secrets = new ArrayList<>();
        for (Map.Entry<String, SecretRef> secret : line.secrets().entrySet()) {
            Optional<String> value = secret.getValue().read();
            if (value.isEmpty()) {
                return Optional.of(
                        new CommandOutcome.NotStarted("the secret " + secret.getValue() + " is not there or empty"));
            }
            environment.put(secret.getKey(), value.get());
            secrets.add(value.get());
        }
        Process supervisor = launch(mark, runFolder);
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(supervisor.getOutputStream()))) {
            write(out, line, environment, secrets);
        }
        return isUp(supervisor, runFolder) || !takes(runFolder)
                ? Optional.empty()
                : Optional.of(new CommandOutcome.NotStarted("its supervisor did not come up; see supervisor.log"));
    }

    private Process launch(String mark, Path runFolder) throws IOException {
        Path jar = LauncherJar.in(folder, JAR, supervisorClasses());
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = List.of(
                java.toString(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                jar.toString(),
                Supervisor.class.getName(),
                runFolder.toString());
        ProcessBuilder builder = new ProcessBuilder(Signals.inOwnSession(command))
                .directory(runFolder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(runFolder.resolve("supervisor.log").toFile());
        BareEnvironment.apply(builder.environment(), Map.of(ProcessTree.MARK, mark));
        return builder.start();
    }

    private static List<Class<?>> supervisorClasses() {
        List<Class<?>> classes = new ArrayList<>(
                List.of(Supervisor.class, ProcessTree.class, ProcessStart.class, SegmentedLog.class, Masking.class));
        classes.addAll(List.of(Supervisor.class.getDeclaredClasses()));
        return classes;
    }

    private static void write(
            DataOutputStream out, CommandLine line, Map<String, String> environment, List<String> secrets)
            throws IOException {
        out.writeInt(line.arguments().size());
        for (String argument : line.arguments()) {
            write(out, argument);
        }
        write(out, line.folder().toAbsolutePath().toString());
        out.writeInt(environment.size());
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            write(out, variable.getKey());
            write(out, variable.getValue());
        }
        out.writeInt(secrets.size());
        for (String secret : secrets) {
            write(out, secret);
        }
        out.writeLong(line.deadline().toMillis());
        out.writeLong(line.outputLimit());
    }

    private static void write(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** False if a supervisor came first, this or an earlier one: then it carries the run out. */
    private static boolean takes(Path runFolder) throws IOException {
        try {
            Files.createFile(runFolder.resolve(Supervisor.TAKEN_FILE));
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** Waits for the process id of the supervisor that carries the run out; false if there is none. */
    private static boolean isUp(Process supervisor, Path runFolder) throws IOException {
        Path pidFile = runFolder.resolve(Supervisor.PID_FILE);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
        boolean expected = true;
        while (!Files.exists(pidFile) && expected && System.nanoTime() < deadline) {
            LockSupport.parkNanos(POLL.toNanos());
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("no longer waiting for the supervisor in " + runFolder);
            }
            expected = supervisor.isAlive() || Files.exists(runFolder.resolve(Supervisor.TAKEN_FILE));
        }
        return Files.exists(pidFile);
    }
}
