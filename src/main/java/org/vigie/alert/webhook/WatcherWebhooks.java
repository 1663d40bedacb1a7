package org.vigie.alert.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vigie.inbox.Arrival;
import org.vigie.inbox.WebhookRefusedException;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.MonitoringSettings;

/** Takes deliveries of other watchers in: verified first, then stored, processed after commit. */
@Service
public class WatcherWebhooks {

    private static final int SUBJECT = 200;

    private final WatcherSecrets secrets;
    private final Intake intake;
    private final DeadLetters deadLetters;
    private final Clock clock;

    WatcherWebhooks(WatcherSecrets secrets, Intake intake, DeadLetters deadLetters, Clock clock) {
        this.secrets = secrets;
        this.intake = intake;
        this.deadLetters = deadLetters;
        this.clock = clock;
    }

    /**
     * Takes a delivery of Alertmanager; committed when this returns.
     *
     * @return false if it came before
     * @throws WebhookRefusedException if it is not authentic or not readable, with 503 if it is to come again
     */
    public boolean alertmanager(@Nullable String authorization, @Nullable String header, byte[] body) {
        MaintenancePlan plan = secrets.owner(
                WatcherSecrets.given(authorization, header),
                MonitoringSettings::alertmanagerSecretFrom,
                "monitoring.alertmanagerSecretFrom");
        JsonNode root = Json.object(body);
        AlertmanagerDelivery delivery = AlertmanagerDelivery.read(root, plan.application(), clock.instant());
        return intake.take(
                arrival(AlertmanagerDelivery.SOURCE, plan, Json.text(root, "status"), delivery.group(), body));
    }

    /** As {@link #alertmanager}, of UptimeRobot; what says too little is put aside for people and refused with 422. */
    public boolean uptimeRobot(@Nullable String authorization, @Nullable String header, byte[] body) {
        MaintenancePlan plan = secrets.owner(
                WatcherSecrets.given(authorization, header),
                MonitoringSettings::uptimeRobotSecretFrom,
                "monitoring.uptimeRobotSecretFrom");
        JsonNode root = Json.object(body);
        UptimeRobotDelivery delivery;
        try {
            delivery = UptimeRobotDelivery.read(root, clock.instant());
        } catch (WebhookRefusedException e) {
            deadLetters.add(plan.application(), UptimeRobotDelivery.SOURCE, e.fact(), new String(body, UTF_8));
            throw e;
        }
        return intake.take(arrival(
                UptimeRobotDelivery.SOURCE, plan, delivery.type().name(), "monitor " + delivery.monitor(), body));
    }

    /** The same body within an hour is the same delivery; later it is a reminder, which keeps an alert from being stale. */
    private Arrival arrival(String source, MaintenancePlan plan, String event, String subject, byte[] body) {
        Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        String text = new String(body, UTF_8).replace("\u0000", "");
        return new Arrival(
                source,
                plan.application() + "/" + Json.hash(text) + "/" + hour,
                event.isEmpty() ? "firing" : event,
                null,
                plan.application(),
                subject.substring(0, Math.min(subject.length(), SUBJECT)),
                text);
    }
}
