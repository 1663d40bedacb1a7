package org.vigie.backup.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigie.plan.BackupSettings.SftpSettings;
import org.vigie.shared.SecretRef;

/** The contract on a server of Apache MINA, and what belongs to SFTP alone: keys on both sides. */
class SftpPlaceTests extends PlaceContract {

    @TempDir
    Path root;

    @TempDir
    Path secrets;

    private final KeyPair hostKey = newKey();
    private final KeyPair userKey = newKey();
    private SshServer server;

    @BeforeEach
    void start() throws IOException {
        Files.createDirectory(root.resolve("backups"));
        Files.writeString(secrets.resolve("good"), "the right password\n");
        Files.writeString(secrets.resolve("bad"), "another\n");
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(0);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
        server.setPasswordAuthenticator(
                (user, password, session) -> user.equals("vigie") && password.equals("the right password"));
        server.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, userKey.getPublic()));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.stop(true);
    }

    private static KeyPair newKey() {
        try {
            return KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private SftpPlace place(KeyPair expected, String password, int port, String folder) {
        return new SftpPlace(new SftpSettings(
                "nas",
                "127.0.0.1",
                port,
                "vigie",
                PublicKeyEntry.toString(expected.getPublic()),
                SecretRef.parse("file:" + secrets.resolve(password)),
                null,
                folder));
    }

    @Override
    Place place() {
        return place(hostKey, "good", server.getPort(), "/backups");
    }

    @Override
    Place away() {
        return place(hostKey, "good", 1, "/backups");
    }

    @Override
    Place refusing() {
        return place(hostKey, "bad", server.getPort(), "/backups");
    }

    @Override
    void leaveUnfinished(String folder, String name) throws IOException {
        Files.writeString(
                Files.createDirectories(root.resolve("backups").resolve(folder)).resolve(name + ".part"),
                "half, and longer than what comes");
    }

    @Override
    int unfinished(String folder) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("backups").resolve(folder))) {
            return (int) files.filter(file -> file.toString().endsWith(".part")).count();
        }
    }

    @Test
    void serverWithAnotherKeyGetsNothing() throws IOException {
        Path file = file(10);
        Place other = place(newKey(), "good", server.getPort(), "/backups");
        assertThatThrownBy(() -> other.put("demo/main", "a", file)).satisfies(code("host-key-changed"));
        assertThat(root.resolve("backups")).isEmptyDirectory();
    }

    @Test
    void folderThatIsNotMountedIsNotMade() throws IOException {
        Path file = file(10);
        Place other = place(hostKey, "good", server.getPort(), "/elsewhere");
        assertThatThrownBy(() -> other.put("demo/main", "a", file)).satisfies(code("place-unreachable"));
        assertThat(root.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void keyOpensItToo() throws Exception {
        try (var out = Files.newOutputStream(secrets.resolve("key"))) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(userKey, "vigie", null, out);
        }
        Files.setPosixFilePermissions(secrets.resolve("key"), PosixFilePermissions.fromString("rw-------"));
        Place byKey = new SftpPlace(new SftpSettings(
                "nas",
                "127.0.0.1",
                server.getPort(),
                "vigie",
                PublicKeyEntry.toString(hostKey.getPublic()),
                null,
                SecretRef.parse("file:" + secrets.resolve("key")),
                "/backups"));
        byKey.put("demo/main", "a", file(10));
        assertThat(byKey.list("demo/main")).containsExactly("a");
    }

    @Test
    void missingSecretIsNamedAndNotAsked() throws IOException {
        Path file = file(10);
        Place other = place(hostKey, "none", server.getPort(), "/backups");
        assertThatThrownBy(() -> other.put("demo/main", "a", file)).satisfies(code("place-refused"));
    }
}
