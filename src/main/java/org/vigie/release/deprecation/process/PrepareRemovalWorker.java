package org.vigie.release.deprecation.process;

import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.Variable;
import org.springframework.stereotype.Component;
import org.vigie.release.deprecation.DeprecationDesk;

/** Counts the releases since the announcement and fills in the form of the removal. */
@Component
public class PrepareRemovalWorker {

    private final DeprecationDesk desk;

    PrepareRemovalWorker(DeprecationDesk desk) {
        this.desk = desk;
    }

    /** What the form shows. */
    public record Output(
            String applicationName,
            String language,
            String feature,
            String replacement,
            String removalOn,
            int minorReleases,
            boolean removalAllowed) {}

    @JobWorker(type = "prepare-removal")
    public Output prepare(@Variable String deprecationId) {
        DeprecationDesk.Removal removal = desk.removal(deprecationId);
        return new Output(
                removal.applicationName(),
                removal.language(),
                removal.feature(),
                removal.replacement(),
                removal.removalOn().toString(),
                removal.minorReleases(),
                removal.allowed());
    }
}
