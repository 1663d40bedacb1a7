package org.vigie.support.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The application in a JVM of its own on the clock of its engine, to be killed at any moment. */
public final class VigieProcess implements AutoCloseable {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Process process;
    private final Path output;
    private final HttpJson api;

    private VigieProcess(Process process, Path output, int port) {
        this.process = process;
        this.output = output;
        this.api = new HttpJson(URI.create("http://127.0.0.1:" + port)).as("operator", "operator-secret");
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param data may be shared with others beside it
     * @param programs a folder whose programs come before those of the machine
     */
    public static VigieProcess start(
            TestEngine engine, String database, Path data, Path programs, Map<String, String> settings) {
        try {
            int port = freePort();
            Path output = data.resolve("vigie-" + NUMBER.incrementAndGet() + ".log");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx384m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-D" + VigieAhead.AHEAD + "=" + engine.ahead(),
                    "-cp",
                    classPath(),
                    VigieAhead.class.getName(),
                    "--server.port=" + port,
                    "--spring.datasource.url=" + database,
                    "--camunda.client.grpc-address=" + engine.broker().grpcAddress(),
                    "--camunda.client.rest-address=" + engine.broker().restAddress(),
                    "--vigie.platform.enabled=false",
                    "--vigie.monitoring.enabled=false",
                    "--vigie.data-dir=" + data,
                    "--vigie.operator-password=operator-secret"));
            settings.forEach((name, value) -> command.add("--" + name + "=" + value));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().merge("PATH", programs.toString(), (path, first) -> first + ":" + path);
            VigieProcess vigie = new VigieProcess(builder.start(), output, port);
            vigie.awaitReady();
            return vigie;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Without the jar of the build, which holds the models a second time; or that of another version, which stands in the file
     * that the system property {@code vigie.under-test} names.
     */
    private static String classPath() {
        String other = System.getProperty("vigie.under-test");
        if (other != null) {
            return testClasses()
                    + File.pathSeparator
                    + contentOf(Path.of(other)).strip();
        }
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(all.split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().matches("vigie-.*\\.jar"))
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String testClasses() {
        return VigieAhead.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady() {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .failFast(() -> assertThat(process.isAlive()).as(this::output).isTrue())
                .ignoreExceptions()
                .until(() -> api.get("/actuator/health/readiness").status() == 200);
    }

    /** Its API, as the operator. */
    public HttpJson api() {
        return api;
    }

    public JsonNode get(String path) {
        return api.get(path).requireSuccess().body();
    }

    /** Whether a program that it started runs. */
    public boolean runsPrograms() {
        return process.children().findAny().isPresent();
    }

    /** Whether it was not killed yet. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGSTOP: it stands still, with all that it holds. The programs that it started go on. */
    public void pause() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void goOn() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
            assertThat(code).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** What it has logged until now. */
    public String output() {
        return contentOf(output);
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
