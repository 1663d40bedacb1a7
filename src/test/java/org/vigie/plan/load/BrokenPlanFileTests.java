package org.vigie.plan.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case of broken.txt: a change of the correct file and the faults it gives, place, fact and hint. */
class BrokenPlanFileTests {

    @TempDir
    Path folder;

    record Case(String old, String changed, String faults) {

        static Case read(String block) {
            return new Case(lines(block, "< "), lines(block, "> "), lines(block, "= "));
        }

        private static String lines(String block, String mark) {
            return block.lines()
                    .filter(line -> line.startsWith(mark))
                    .map(line -> line.substring(mark.length()))
                    .collect(Collectors.joining("\n"));
        }

        @Override
        public String toString() {
            return faults;
        }
    }

    static Stream<Case> cases() throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(BrokenPlanFileTests.class.getResourceAsStream("/plan-files/broken.txt"))) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n\n"))
                    .map(Case::read)
                    .filter(broken -> !broken.old().isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void reportsPlaceFactAndHint(Case broken) throws IOException {
        Shop.write(folder, "shop.yaml", Shop.with(broken.old(), broken.changed()));
        assertThat(Shop.faults(folder)).containsExactly(broken.faults().split("\n"));
    }

    @Test
    void acceptsTheFileThatIsNotBroken() throws IOException {
        Shop.write(folder, "shop.yaml", Shop.text());
        assertThat(Shop.faults(folder)).isEmpty();
    }
}
