package org.vigie.support.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The plan of {@code demo} with something else in it. */
public final class DemoPlan {

    private DemoPlan() {}

    /**
     * Writes it.
     *
     * @param folder to hold this plan alone
     * @param changes what stands in the plan once, and what stands there instead
     * @return the setting that makes Vigie read it
     */
    public static Map<String, String> in(Path folder, Map<String, String> changes) {
        try {
            Files.writeString(Files.createDirectories(folder).resolve("demo.yaml"), text(changes));
            return Map.of("vigie.plans-dir", folder.toAbsolutePath().toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its text. */
    public static String text(Map<String, String> changes) throws IOException {
        String plan = Files.readString(Path.of("plans/demo.yaml"));
        for (Map.Entry<String, String> change : changes.entrySet()) {
            assertThat(plan).containsOnlyOnce(change.getKey());
            plan = plan.replace(change.getKey(), change.getValue());
        }
        return plan;
    }
}
