package org.vigie.alert.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.vigie.inbox.WebhookRefusedException;
import org.vigie.support.RandomInputs;

/** What other watchers deliver. */
public final class WatcherDeliveryInputs implements RandomInputs {

    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

    @Override
    public boolean isJson() {
        return true;
    }

    @Override
    public List<String> examples() {
        return List.of("""
            {"version":"4","groupKey":"{}:{alertname=\\"Down\\"}","status":"firing","receiver":"vigie","alerts":[
             {"status":"firing","labels":{"alertname":"Down","instance":"a","severity":"critical"},
              "annotations":{"summary":"is down"},"startsAt":"2026-11-20T08:59:00Z","endsAt":"0001-01-01T00:00:00Z",
              "generatorURL":"http://prometheus/graph","fingerprint":"c1f3a2b4d5e6f708"}]}
            """, """
            {"monitorID":"7","monitorURL":"https://example.org","monitorFriendlyName":"Site","alertType":"1",
             "alertDetails":"HTTP 503","alertDateTime":"1795165140"}
            """);
    }

    @Override
    public void feed(String text) {
        try {
            JsonNode root = Json.object(text.getBytes(UTF_8));
            UptimeRobotDelivery robot = read(() -> UptimeRobotDelivery.read(root, NOW));
            if (robot != null) {
                usable(robot.name() + robot.details() + robot.monitor() + robot.url());
                assertThat(robot.at()).isBeforeOrEqualTo(NOW);
            }
            AlertmanagerDelivery alerts = read(() -> AlertmanagerDelivery.read(root, "demo", NOW));
            if (alerts != null) {
                alerts.alerts().forEach(alert -> usable(alert.signal().toString()));
            }
        } catch (WebhookRefusedException e) {
            assertThat(e.status()).isBetween(400, 499);
        }
    }

    /** A table takes it, and a line of a mail. */
    private static void usable(String text) {
        assertThat(text).doesNotContainPattern("\\p{Cntrl}");
        assertThat(new String(text.getBytes(UTF_8), UTF_8)).isEqualTo(text);
    }

    private static <T> @Nullable T read(Supplier<T> reader) {
        try {
            return reader.get();
        } catch (WebhookRefusedException e) {
            assertThat(e.status()).isBetween(400, 499);
            return null;
        }
    }
}
