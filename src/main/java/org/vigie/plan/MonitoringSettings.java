package org.vigie.plan;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.SecretRef;

/**
 * What is watched of an application, and who is told.
 *
 * @param recipients ids of contacts or names of roles that alerts go to; empty: the plan's devops and technical leads
 * @param witnesses addresses of others that answer when the way to the outside is open; empty: none is asked
 * @param monitors in the order of the plan file
 * @param windows maintenance that comes again every week
 * @param alertmanagerSecretFrom where the secret of Alertmanager's webhook is; null: it may not deliver
 * @param uptimeRobotSecretFrom where the secret of UptimeRobot's webhook is; null: it may not deliver
 * @param remedies what may be done about faults
 */
public record MonitoringSettings(
        List<String> recipients,
        List<URI> witnesses,
        List<MonitorSettings> monitors,
        List<WindowSettings> windows,
        @Nullable SecretRef alertmanagerSecretFrom,
        @Nullable SecretRef uptimeRobotSecretFrom,
        RemedySettings remedies) {

    /** Nothing is watched. */
    public static final MonitoringSettings NONE =
            new MonitoringSettings(List.of(), List.of(), List.of(), List.of(), null, null);

    public MonitoringSettings {
        recipients = copy(recipients);
        witnesses = copy(witnesses);
        monitors = copy(monitors);
        windows = copy(windows);
        remedies = Objects.requireNonNullElse(remedies, RemedySettings.DEFAULT);
    }

    /** With the usual remedies. */
    public MonitoringSettings(
            List<String> recipients,
            List<URI> witnesses,
            List<MonitorSettings> monitors,
            List<WindowSettings> windows,
            @Nullable SecretRef alertmanagerSecretFrom,
            @Nullable SecretRef uptimeRobotSecretFrom) {
        this(
                recipients,
                witnesses,
                monitors,
                windows,
                alertmanagerSecretFrom,
                uptimeRobotSecretFrom,
                RemedySettings.DEFAULT);
    }

    /** The monitor with this id. */
    public Optional<MonitorSettings> monitor(String id) {
        return monitors.stream().filter(monitor -> monitor.id().equals(id)).findFirst();
    }

    static <T> List<T> copy(@Nullable List<T> list) {
        return List.copyOf(Objects.requireNonNullElse(list, List.of()));
    }
}
