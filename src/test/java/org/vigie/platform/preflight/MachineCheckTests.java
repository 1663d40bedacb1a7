package org.vigie.platform.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;
import org.vigie.shared.HintedException;

class MachineCheckTests {

    @TempDir
    Path folder;

    @Test
    void refusesAFullDisk() {
        assertThatThrownBy(() -> MachineCheck.requireDisk(folder, DataSize.ofMegabytes(700), DataSize.ofGigabytes(2)))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("only 700 MB are free")
                .hasMessageContaining("2048 MB are needed")
                .hasMessageContaining("vigie.data-dir");
    }

    @Test
    void acceptsADiskWithRoom() {
        assertThatNoException().isThrownBy(() -> MachineCheck.requireDisk(folder, DataSize.ofKilobytes(1)));
    }

    @Test
    void refusesAJavaThatIsTooOld() throws IOException {
        Files.writeString(folder.resolve("release"), "JAVA_VERSION=\"17.0.12\"\n");
        assertThatThrownBy(() -> MachineCheck.requireJava(folder))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("version 17.0.12")
                .hasMessageContaining("21 or newer")
                .hasMessageContaining("vigie.platform.java-home");
    }

    @Test
    void refusesAFolderWithoutJava() {
        assertThatThrownBy(() -> MachineCheck.requireJava(folder))
                .hasMessageContaining("there is no Java in " + folder);
    }

    @Test
    void acceptsTheJavaItRunsOn() {
        assertThatNoException().isThrownBy(() -> MachineCheck.requireJava(Path.of(System.getProperty("java.home"))));
    }

    @ParameterizedTest
    @CsvSource({"1.8.0_402, 8", "17.0.12, 17", "21, 21", "25-ea, 25", "25.0.1+8, 25"})
    void readsTheVersionOfJava(String version, int feature) {
        assertThat(MachineCheck.feature(version)).isEqualTo(feature);
    }

    @Test
    void namesWhatWillNotWorkWithoutClientTools() {
        assertThat(MachineCheck.missingClientTools("psql"::equals))
                .hasValueSatisfying(warning -> assertThat(warning)
                        .startsWith("pg_dump, pg_restore not found")
                        .contains("backups, restore tests"));
        assertThat(MachineCheck.missingClientTools(tool -> true)).isEmpty();
    }
}
