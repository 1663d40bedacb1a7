package org.vigie.release.changelog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UploadPack;
import org.vigie.plan.ChangelogSettings.Push;
import org.vigie.release.history.GitFolder;
import org.vigie.shared.SecretRef;

/** A server with SSH that holds the repositories of one folder, in the JVM of the test; it lets one key of the account git in. */
final class GitServer implements AutoCloseable {

    private final Path root;
    private final Path keyFile;
    private final KeyPair userKey = newKey();
    private final KeyPair hostKey = newKey();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final SshServer server = SshServer.setUpDefaultServer();

    GitServer(Path root, Path secrets) throws IOException {
        this.root = root;
        this.keyFile = keyFile(secrets.resolve("git-key"), userKey);
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPublickeyAuthenticator(
                (user, key, session) -> user.equals("git") && KeyUtils.compareKeys(key, userKey.getPublic()));
        server.setCommandFactory((channel, command) -> new GitCommand(command));
        server.start();
    }

    static KeyPair newKey() {
        try {
            return KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path keyFile(Path file, KeyPair key) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "vigie", null, out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    static String line(KeyPair key) {
        return PublicKeyEntry.toString(key.getPublic());
    }

    /** How a plan names one of its repositories. */
    Push push(String repository) {
        return push(repository, line(hostKey), keyFile);
    }

    Push push(String repository, String key, Path identity) {
        return new Push(
                "ssh://127.0.0.1:" + server.getPort() + "/" + repository,
                null,
                null,
                key,
                SecretRef.parse("file:" + identity));
    }

    /** The command lines that came. */
    List<String> commands() {
        return List.copyOf(commands);
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    private final class GitCommand implements Command {

        private final String command;
        private InputStream in;
        private OutputStream out;
        private OutputStream err;
        private ExitCallback callback;

        GitCommand(String command) {
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
            err = stream;
        }

        @Override
        public void setExitCallback(ExitCallback exit) {
            callback = exit;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) {
            commands.add(command);
            Thread.ofPlatform().daemon().start(this::carryOut);
        }

        private void carryOut() {
            String[] words = command.split(" ", 2);
            Path folder = root.resolve(words[1].replace("'", "").substring(1));
            try (Repository repository = GitFolder.open(folder)) {
                if (words[0].equals("git-upload-pack")) {
                    new UploadPack(repository).upload(in, out, err);
                } else {
                    new ReceivePack(repository).receive(in, out, err);
                }
                callback.onExit(0);
            } catch (IOException e) {
                callback.onExit(128);
            }
        }

        @Override
        public void destroy(ChannelSession channel) {
            // ends with its streams
        }
    }
}
