package org.vigie.plan.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vigie.plan.MaintenancePlan;

/** Shipped plans, for tests of other modules. */
public final class SomePlans {

    private SomePlans() {}

    public static MaintenancePlan demo() {
        return PlanLoader.load("plans").require("demo");
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
