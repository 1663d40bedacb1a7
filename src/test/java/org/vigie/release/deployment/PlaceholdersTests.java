package org.vigie.release.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigie.shared.HintedException;

class PlaceholdersTests {

    private static final Map<String, String> VALUES = Map.of("version", "1.2.0", "tag", "{version}$(id)");

    @Test
    void fillsInEachArgument() {
        assertThat(Placeholders.fill(List.of("docker", "app:{version}", "{version}-{version}"), VALUES))
                .containsExactly("docker", "app:1.2.0", "1.2.0-1.2.0");
    }

    @Test
    void looksThroughNoValue() {
        assertThat(Placeholders.fill("{tag}", VALUES)).isEqualTo("{version}$(id)");
    }

    @Test
    void leavesDoubleBracesToTheProgram() {
        assertThat(Placeholders.fill("{{.Image}} {{version}}", VALUES)).isEqualTo("{{.Image}} {{version}}");
    }

    @Test
    void refusesWhatThereIsNot() {
        assertThatThrownBy(() -> Placeholders.fill("{position}", VALUES))
                .isInstanceOf(HintedException.class)
                .hasMessageContaining("{position}")
                .hasMessageContaining("tag, version");
    }
}
