package org.vigie.monitoring;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.vigie.plan.MonitorSettings;
import org.vigie.plan.MonitorSettings.HeartbeatSettings;
import org.vigie.plan.MonitorSettings.HttpSettings;
import org.vigie.plan.MonitoringSettings;
import org.vigie.plan.PlanDuration;
import org.vigie.plan.Plans;
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
        return new MonitoringSettings(List.of(), List.of(), List.of(monitors), List.of(), null, null);
    }

    /** A monitor that waits for reports from outside every hour. */
    public static MonitorSettings heartbeat(String id) {
        return new MonitorSettings(
                id,
                "Cron",
                PlanDuration.parse("PT1H"),
                PlanDuration.parse("PT15S"),
                1,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                null,
                new HeartbeatSettings(
                        SecretRef.parse("file:src/test/resources/monitoring/heartbeat.secret"),
                        PlanDuration.parse("PT5M")));
    }

    /** What UptimeRobot sees of the monitor with this number, read with a key that is not there. */
    public static MonitorSettings uptimeRobot(String id, long number) {
        return uptimeRobot(id, number, SecretRef.parse("file:no-such-key"));
    }

    /** What UptimeRobot sees of the monitor with this number. */
    public static MonitorSettings uptimeRobot(String id, long number, SecretRef key) {
        return new MonitorSettings(
                id,
                "Outside",
                PlanDuration.parse("PT5M"),
                PlanDuration.parse("PT15S"),
                1,
                List.of(),
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new MonitorSettings.UptimeRobotSettings(number, key));
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

    /** A monitor of a log that is confirmed by two looks. */
    public static MonitorSettings log(String id, Path log) {
        return new MonitorSettings(
                id,
                "Journal",
                PlanDuration.parse("PT5M"),
                PlanDuration.parse("PT15S"),
                2,
                List.of(),
                null,
                new MonitorSettings.LogSettings(log, null, 1, null),
                null,
                null,
                null,
                null,
                null);
    }

    /** A monitor that a program tells, confirmed by two runs of it. */
    public static MonitorSettings command(String id, List<String> run) {
        return new MonitorSettings(
                id,
                "Services",
                PlanDuration.parse("PT5M"),
                PlanDuration.parse("PT15S"),
                2,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                new MonitorSettings.CommandSettings(run, null, null),
                null);
    }

    /** The same, of which nobody is told before it was up. */
    public static MonitorSettings quietUntilUp(MonitorSettings monitor) {
        return new MonitorSettings(
                monitor.id(),
                monitor.name(),
                monitor.every(),
                monitor.retryEvery(),
                monitor.confirmations(),
                monitor.dependsOn(),
                true,
                monitor.http(),
                monitor.log(),
                monitor.accessLog(),
                monitor.database(),
                monitor.disk(),
                monitor.command(),
                monitor.heartbeat(),
                monitor.uptimeRobot());
    }
}
