package org.vigie.monitoring;

import java.net.URI;
import java.util.List;
import org.vigie.plan.MonitorSettings;
import org.vigie.plan.MonitorSettings.HttpSettings;
import org.vigie.plan.MonitoringSettings;
import org.vigie.plan.PlanDuration;
import org.vigie.plan.Plans;
import org.vigie.plan.WindowSettings;
import org.vigie.shared.SecretRef;

/** Plans whose monitors a test chooses. */
public final class WatchedPlans {

    private WatchedPlans() {}

    /** All of these with this monitoring for one of them. */
    public static Plans with(Plans plans, String application, MonitoringSettings monitoring) {
        return new Plans(plans.all().stream()
                .map(plan -> plan.application().equals(application) ? plan.withMonitoring(monitoring) : plan)
                .toList());
    }

    public static MonitoringSettings watching(MonitorSettings... monitors) {
        return settings(List.of(monitors), List.of());
    }

    public static MonitoringSettings settings(List<MonitorSettings> monitors, List<WindowSettings> windows) {
        return new MonitoringSettings(
                List.of(), List.of(), monitors, windows, secret("alertmanager"), secret("uptimerobot"));
    }

    private static SecretRef secret(String name) {
        return SecretRef.parse("file:src/test/resources/monitoring/" + name + ".secret");
    }

    /** A monitor of an address that is confirmed by two checks. */
    public static MonitorSettings http(String id, URI url, String... dependsOn) {
        return new MonitorSettings(
                id,
                "Site",
                PlanDuration.parse("PT5M"),
                PlanDuration.parse("PT15S"),
                2,
                List.of(dependsOn),
                new HttpSettings(url),
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
