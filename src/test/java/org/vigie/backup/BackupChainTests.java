package org.vigie.backup;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.vigie.backup.seal.ManifestSeal;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationStatus;
import org.vigie.support.VigieTest;

/** The whole chain on a real database: checked, dumped, sealed, copied, fetched, opened, restored, compared. */
@VigieTest
@Import(BackupRun.class)
class BackupChainTests {

    @Autowired
    BackupRun run;

    @Autowired
    BackupCatalogue catalogue;

    @Autowired
    ManifestSeal seal;

    @DynamicPropertySource
    static void vault(DynamicPropertyRegistry registry) {
        VaultDatabase.register(registry);
    }

    @BeforeEach
    void reset() {
        VaultDatabase.reset();
    }

    @Test
    void backupIsInBothPlacesAndVerifies() throws IOException {
        Operation backup = run.backup();
        assertThat(backup.status()).as(backup.toString()).isEqualTo(OperationStatus.SUCCEEDED);
        assertThat(backup.details())
                .containsEntry("state", "copied")
                .containsEntry("tables", 1)
                .containsEntry("rows", 1000);
        for (Path place : List.of(VaultDatabase.data().resolve("backups"), VaultDatabase.second())) {
            assertThat(filesOf(place, backup.id()))
                    .hasSize(3)
                    .anyMatch(name -> name.endsWith(".dump.zst.age"))
                    .anyMatch(name -> name.endsWith(".contents.json.zst.age"))
                    .anyMatch(name -> name.endsWith(".manifest.json"));
        }

        RestoreTests.Result result = run.test(backup.id());
        assertThat(result.verdict()).as(result.outcome()).isEqualTo("verified");
        assertThat(run.operation(backup.id()).details()).containsEntry("state", "verified");
        assertThat(catalogue.find(backup.id()).orElseThrow().state()).isEqualTo("verified");
        assertThat(Files.list(VaultDatabase.data().resolve("backups"))
                        .map(Path::getFileName)
                        .map(Path::toString))
                .contains("vault");
    }

    /** The third file is one of the backup: without it, or with another one in its place, nothing is verified. */
    @Test
    void dataFolderGoesWithVigiesOwnDatabase() throws IOException {
        Operation backup = run.backupOf("vigie");
        assertThat(backup.status()).as(backup.toString()).isEqualTo(OperationStatus.SUCCEEDED);
        Path place = VaultDatabase.data().resolve("backups/vigie/main");
        Path archive;
        try (Stream<Path> files = Files.list(place)) {
            archive = files.filter(file -> file.getFileName().toString().contains(backup.id()))
                    .filter(file -> file.toString().endsWith(".data.tar.zst.age"))
                    .findFirst()
                    .orElseThrow();
        }
        RestoreTests.Result result = run.test(backup.id());
        assertThat(result.verdict()).as(result.outcome()).isEqualTo("verified");

        byte[] whole = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(whole, whole.length - 100));
        assertThat(run.test(backup.id()).cause()).isEqualTo("copy-damaged");
    }

    /** Nothing was signed before it: its data folder must hold the key all the same, or no new Vigie trusts it. */
    @Test
    void firstBackupOfAnInstallationIsEnoughToRebuildIt() throws IOException {
        Path keys = VaultDatabase.data().resolve("backup-keys");
        seal.requireKey();
        Files.move(keys.resolve("manifest.pub"), keys.resolve("manifest-first.pub"), REPLACE_EXISTING);
        Files.delete(keys.resolve("manifest.key"));
        RestoreTests.Result result = run.test(run.backupOf("vigie").id());
        assertThat(result.verdict()).as(result.outcome()).isEqualTo("verified");
    }

    @Test
    void backupWithoutTheKeyOfItsManifestIsNotVerified() throws IOException {
        Operation backup = run.backupOf("vigie");
        Path keys = VaultDatabase.data().resolve("backup-keys");
        StoredBackup stored = catalogue.find(backup.id()).orElseThrow();
        Files.move(keys.resolve("manifest.pub"), keys.resolve("manifest-second.pub"), REPLACE_EXISTING);
        Files.delete(keys.resolve("manifest.key"));
        String signed = seal.write(seal.read(stored.manifest()));
        Path manifest = VaultDatabase.data()
                .resolve("backups/vigie/main")
                .resolve(BackupNames.manifestOf(
                        seal.read(stored.manifest()).dump().name()));
        Files.writeString(manifest, signed);
        RestoreTests.Result result = run.test(backup.id());
        assertThat(result.cause()).as(result.outcome()).isEqualTo("manifest-key-missing");
    }

    private static List<String> filesOf(Path place, String id) throws IOException {
        try (Stream<Path> files = Files.list(place.resolve("vault/main"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(id))
                    .toList();
        }
    }
}
