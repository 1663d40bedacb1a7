package org.vigie.command;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.vigie.shared.SecretRef;
import org.vigie.shared.ssh.SshHost;

/** A host with SSH in the JVM of the test: real connections and a real shell, with a home of its own. */
public final class SshdHost implements AutoCloseable {

    /** What a server does with a command beside carrying it out. */
    enum Manners {
        GOOD,
        /** Ends the channel without an exit status. */
        NO_STATUS,
        /** Does nothing and says something else. */
        RUBBISH,
        /** Ends the connection when the shell has read what to do, before it answers. */
        CUT
    }

    private final Path home;
    private final Path keyFile;
    private final KeyPair userKey = newKey();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile KeyPair hostKey = newKey();
    private volatile Manners manners = Manners.GOOD;
    private volatile UnaryOperator<byte[]> input = UnaryOperator.identity();
    private volatile Duration delay = Duration.ZERO;
    private SshServer server;
    private int port;

    public SshdHost(Path home, Path secrets) throws IOException {
        this.home = home;
        this.keyFile = secrets.resolve("key");
        try (OutputStream out = Files.newOutputStream(keyFile)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(userKey, "vigie", null, out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
        start();
    }

    static KeyPair newKey() {
        try {
            return KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** On the port that it had. */
    void start() throws IOException {
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, userKey.getPublic()));
        server.setCommandFactory((channel, command) -> new ShellCommand(command));
        server.start();
        port = server.getPort();
    }

    void stop() throws IOException {
        server.stop(true);
    }

    /** Ends the connections there are. */
    public void cut() {
        server.getActiveSessions().forEach(session -> session.close(true));
    }

    void behave(Manners other) {
        manners = other;
    }

    /** Lets only part of what is said arrive. */
    void mangle(UnaryOperator<byte[]> other) {
        input = other;
    }

    void takeYourTime(Duration time) {
        delay = time;
    }

    void changeKey() {
        hostKey = newKey();
    }

    /** How many commands came. */
    public int asked() {
        return asked.get();
    }

    public Path keyFile() {
        return keyFile;
    }

    Path runs() {
        return home.resolve(".vigie/runs");
    }

    public SshHost settings() {
        return new SshHost(
                "web-1",
                "127.0.0.1",
                port,
                "deploy",
                PublicKeyEntry.toString(hostKey.getPublic()),
                null,
                SecretRef.parse("file:" + keyFile));
    }

    /** Waits also for what watches over runs: it leaves when it learns that the run has ended. */
    @Override
    public void close() throws IOException {
        server.stop(true);
        if (Files.isDirectory(runs())) {
            try (Stream<Path> folders = Files.list(runs())) {
                for (Path folder : folders.toList()) {
                    Files.writeString(folder.resolve("status"), "of the test");
                }
            }
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> watchers() == 0);
    }

    private long watchers() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(home.toString()))
                .count();
    }

    private final class ShellCommand implements Command {

        private final String command;
        private InputStream in;
        private OutputStream out;
        private ExitCallback callback;
        private volatile Process process;

        ShellCommand(String command) {
            this.command = command;
        }

        @Override
        public void setInputStream(InputStream stream) {
            in = stream;
        }

        @Override
        public void setOutputStream(OutputStream stream) {
            out = stream;
        }

        @Override
        public void setErrorStream(OutputStream stream) {
            // what a shell complains about
        }

        @Override
        public void setExitCallback(ExitCallback exit) {
            callback = exit;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) {
            asked.incrementAndGet();
            Thread.ofPlatform().daemon().start(() -> carryOut(channel));
        }

        private void carryOut(ChannelSession channel) {
            try {
                byte[] said = input.apply(in.readAllBytes());
                new CountDownLatch(1).await(delay.toMillis(), TimeUnit.MILLISECONDS);
                if (manners == Manners.RUBBISH) {
                    out.write("This account is not available.\n".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    callback.onExit(0);
                    return;
                }
                ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command);
                builder.redirectError(ProcessBuilder.Redirect.DISCARD);
                String path = System.getenv("PATH");
                builder.environment().clear();
                builder.environment()
                        .putAll(Map.of("PATH", path, "HOME", home.toString(), "SSH_CONNECTION", "of the server"));
                process = builder.start();
                try (OutputStream to = process.getOutputStream()) {
                    to.write(said);
                }
                byte[] answer = process.getInputStream().readAllBytes();
                int code = process.waitFor();
                if (manners == Manners.CUT) {
                    channel.getSession().close(true);
                    return;
                }
                out.write(answer);
                out.flush();
                if (manners == Manners.NO_STATUS) {
                    channel.close(false);
                } else {
                    callback.onExit(code);
                }
            } catch (IOException | InterruptedException e) {
                callback.onExit(255);
            }
        }

        @Override
        public void destroy(ChannelSession channel) {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }
}
