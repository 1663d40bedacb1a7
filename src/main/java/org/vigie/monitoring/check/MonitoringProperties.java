package org.vigie.monitoring.check;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How monitors run.
 *
 * @param enabled whether this Vigie checks at all
 * @param applications whose monitors run; {@code *} for all. The others are shown as paused
 * @param threads how many checks run at a time
 * @param lease how long a check that has not reported is taken to be still running; longer than any check takes
 * @param samples how long figures of single checks are kept
 */
@ConfigurationProperties("vigie.monitoring")
public record MonitoringProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("*") List<String> applications,
        @DefaultValue("8") int threads,
        @DefaultValue("PT5M") Duration lease,
        @DefaultValue("P400D") Duration samples) {

    /** Whether monitors of this application run here. */
    public boolean watches(String application) {
        return applications.contains("*") || applications.contains(application);
    }
}
