package org.vigie.plan.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.vigie.plan.MaintenancePlan;

/** Shipped plans, for tests of other modules. */
public final class SomePlans {

    private SomePlans() {}

    public static MaintenancePlan demo() {
        return PlanLoader.load("plans").require("demo");
    }

    /**
     * The plan of the demo with one place of its file changed.
     *
     * @param folder for the file
     * @param old stands once in it
     */
    public static MaintenancePlan demo(Path folder, String old, String changed) {
        try {
            String text = Files.readString(Path.of("plans", "demo.yaml"));
            Assertions.assertThat(text).as("the place to change").containsOnlyOnce(old);
            Files.writeString(folder.resolve("demo.yaml"), text.replace(old, changed));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PlanLoader.load(folder.toString()).require("demo");
    }

    /**
     * A small plan with the hosts web-1 and web-2 and the database main.
     *
     * @param folder for the file
     * @param more what stands below
     */
    public static MaintenancePlan shop(Path folder, String more) {
        try {
            Files.writeString(folder.resolve("shop.yaml"), Shop.text() + "\n" + more);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return PlanLoader.load(folder.toString()).require("shop");
    }

    /**
     * The plan demo under another name, released from another repository.
     *
     * @param folder an empty place for the plan file
     */
    public static MaintenancePlan releasedFrom(Path folder, String application, Path repository) {
        try {
            Path plans = Files.createDirectories(folder.resolve("plans"));
            String text = Files.readString(Path.of("plans", "demo.yaml"))
                    .replace("application: demo", "application: " + application)
                    .replace("repository: sample", "repository: " + repository);
            Files.writeString(plans.resolve(application + ".yaml"), text);
            return PlanLoader.load(plans.toString()).require(application);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
