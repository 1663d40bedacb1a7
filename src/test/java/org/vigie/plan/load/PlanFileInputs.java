package org.vigie.plan.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.vigie.support.RandomInputs;

/** Plan files as people leave them. */
public final class PlanFileInputs implements RandomInputs {

    private final Path folder;

    public PlanFileInputs() {
        try {
            folder = Files.createTempDirectory("plan-file-inputs");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public double share() {
        return 0.2;
    }

    @Override
    public List<String> examples() {
        return List.of(
                Shop.text(),
                "a: &a [*a]\n",
                "a: &a {x: 1}\n" + "b: &b [*a, *a, *a]\n".repeat(3),
                "? [a, b]\n: c\n",
                "[".repeat(3_000),
                "- ".repeat(3_000),
                "!!javax.script.ScriptEngineManager [x]\n");
    }

    @Override
    public void feed(String text) throws IOException {
        Files.write(folder.resolve("shop.yaml"), text.getBytes(UTF_8));
        assertThat(Shop.faults(folder)).allMatch(fault -> fault.contains("hint: "), "has a hint");
    }
}
