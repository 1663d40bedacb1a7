package org.vigie.plan.load;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.Assertions;

/** A small correct plan file, broken in one place by each test. */
final class Shop {

    private Shop() {}

    static String text() {
        try (InputStream stream = Objects.requireNonNull(Shop.class.getResourceAsStream("/plan-files/shop.yaml"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text with the one place that reads {@code old} changed. */
    static String with(String old, String changed) {
        String text = text();
        Assertions.assertThat(text).as("the place to change stands once").containsOnlyOnce(old);
        return text.replace(old, changed);
    }

    static void write(Path folder, String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    /** The faults that loading a folder reports, with the folder's own path cut off; none when it loads. */
    static List<String> faults(Path folder) {
        try {
            PlanLoader.load(folder.toString());
            return List.of();
        } catch (PlanFaultsException e) {
            return e.faults().stream()
                    .map(fault -> fault.replace(folder + "/", "").replace(folder.toString(), "FOLDER"))
                    .toList();
        }
    }
}
