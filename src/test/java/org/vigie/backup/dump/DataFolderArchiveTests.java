package org.vigie.backup.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive is unpacked by the tar of the machine, as people do. */
class DataFolderArchiveTests {

    @TempDir
    Path folder;

    @TempDir
    Path target;

    @Test
    void holdsWhatIsKeptAndNothingElse() throws Exception {
        String longName = "mail/" + "x".repeat(180) + ".eml";
        Path secret = write("secrets/demo-password");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        for (String file : List.of(
                "backup-keys/vigie.agekey",
                "backup-keys/offline.agekey",
                "backup-keys/offline.agepub",
                "backup-keys/manifest.key",
                "backup-keys/manifest.pub",
                longName,
                "commands/place",
                "postgres/PG_VERSION",
                "opensearch/node",
                "cache/a.jar",
                "backups/demo/main/a.dump.zst.age",
                "scratch/one/base",
                "restore/vigie.dump",
                ".postgres-draft/x",
                "vigie.lock")) {
            write(file);
        }
        Files.createSymbolicLink(folder.resolve("secrets/link"), Path.of("/etc/passwd"));

        byte[] archive = archive();
        DataFolderArchive.Read read = DataFolderArchive.readAll(new ByteArrayInputStream(archive));
        assertThat(read.files()).isEqualTo(7);
        assertThat(read.manifestKeys()).containsExactly("backup-keys/manifest.pub");
        unpack(archive);
        assertThat(files(target))
                .containsExactlyInAnyOrder(
                        "secrets/demo-password",
                        "backup-keys/vigie.agekey",
                        "backup-keys/offline.agepub",
                        "backup-keys/manifest.key",
                        "backup-keys/manifest.pub",
                        longName,
                        "commands/place");
        assertThat(target.resolve("secrets/demo-password")).hasContent("secrets/demo-password");
        assertThat(Files.getPosixFilePermissions(target.resolve("secrets/demo-password")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void oneThatIsCutOffIsNoticed() throws IOException {
        Files.write(folder.resolve("large"), new byte[100_000]);
        byte[] archive = archive();
        assertThatThrownBy(() -> DataFolderArchive.readAll(new ByteArrayInputStream(Arrays.copyOf(archive, 50_000))))
                .isInstanceOf(IOException.class);
    }

    private byte[] archive() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new DataFolderArchive(folder).write(out);
        return out.toByteArray();
    }

    private void unpack(byte[] archive) throws Exception {
        Process tar = new ProcessBuilder("tar", "-x", "-C", target.toString())
                .redirectErrorStream(true)
                .start();
        try (var in = tar.getOutputStream()) {
            in.write(archive);
        }
        assertThat(tar.waitFor()).isZero();
    }

    private Path write(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, name);
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .toList();
        }
    }
}
