package org.vigie.statuspage.page;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.vigie.plan.MaintenancePlan;

/**
 * Where status pages are written to and where the public finds them.
 *
 * @param dataDir Vigie's data folder
 * @param publicUrl where readers of mails reach Vigie, without a slash at its end
 * @param statusPage how pages are written
 */
@ConfigurationProperties("vigie")
public record StatusPageProperties(
        @DefaultValue("./data") Path dataDir,
        @DefaultValue("http://localhost:8090") URI publicUrl,
        @DefaultValue Files statusPage) {

    /**
     * How pages are written.
     *
     * @param folder null for {@code <data-dir>/status}
     * @param valid how long what a page says may be relied on; longer than twice the interval at which it is written
     */
    public record Files(
            @Nullable Path folder, @DefaultValue("PT50S") Duration valid) {}

    /** The folder that any server may serve. */
    public Path folder() {
        Path given = statusPage.folder();
        return given == null ? dataDir.resolve("status") : given;
    }

    /** The folder of the pages of drills, which is not for the public. */
    public Path drillFolder() {
        Path folder = folder();
        return folder.resolveSibling(folder.getFileName() + "-drills");
    }

    /** Where the public finds the page of an application. */
    public URI address(MaintenancePlan plan) {
        URI own = plan.statusPage().url();
        return own == null ? URI.create(publicUrl + "/status/" + plan.application()) : own;
    }
}
