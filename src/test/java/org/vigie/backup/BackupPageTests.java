package org.vigie.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.vigie.support.ProjectFiles;
import org.vigie.support.VigieTest;

/** The commands of docs/backups.md open a backup without Vigie, with either key. */
@VigieTest
@Import(BackupRun.class)
class BackupPageTests {

    private static final Pattern COMMANDS =
            Pattern.compile("<!-- run by BackupPageTests -->\\n```sh\\n(.*?)```", Pattern.DOTALL);

    @Autowired
    BackupRun run;

    @TempDir
    Path folder;

    @DynamicPropertySource
    static void vault(DynamicPropertyRegistry registry) {
        VaultDatabase.register(registry);
    }

    @BeforeEach
    void reset() {
        dropOpened();
        VaultDatabase.reset();
    }

    @AfterEach
    void dropOpened() {
        VaultDatabase.superuser("postgres")
                .sql("DROP DATABASE IF EXISTS opened WITH (FORCE)")
                .update();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vigie", "offline"})
    void commandsOfThePageOpenABackup(String key) throws Exception {
        Map<?, ?> place = (Map<?, ?>) ((List<?>) run.backup().details().get("places")).getFirst();
        ProcessBuilder commands = new ProcessBuilder("sh", "-c", commands())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        commands.environment()
                .putAll(Map.of(
                        "KEY",
                        VaultDatabase.data()
                                .resolve("backup-keys/" + key + ".agekey")
                                .toString(),
                        "BACKUP",
                        String.valueOf(place.get("location")),
                        "TARGET",
                        "opened",
                        "PGHOST",
                        "127.0.0.1",
                        "PGPORT",
                        Integer.toString(VaultDatabase.port()),
                        "PGUSER",
                        "postgres"));
        Process process = commands.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("log")))
                .isZero();
        assertThat(VaultDatabase.superuser("opened")
                        .sql("SELECT count(*) || ' ' || sum(price)::numeric(10, 1) FROM book")
                        .query(String.class)
                        .single())
                .isEqualTo("1000 50050.0");
    }

    private static String commands() throws IOException {
        Matcher found = COMMANDS.matcher(ProjectFiles.text("docs/backups.md"));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
