package org.vigie.monitoring.heartbeat;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.vigie.inbox.WebhookRefusedException;
import org.vigie.plan.MonitorSettings.HeartbeatSettings;
import org.vigie.plan.Plans;

/** Takes reports from outside. */
@Service
public class Heartbeats {

    private static final String BEAT = """
            INSERT INTO monitor_heartbeat (application, monitor, at) VALUES (:application, :monitor, :at)
            ON CONFLICT (application, monitor) DO UPDATE SET at = excluded.at WHERE monitor_heartbeat.at < excluded.at
            """;
    private static final String LAST =
            "SELECT at FROM monitor_heartbeat WHERE application = :application AND monitor = :monitor";

    private final Plans plans;
    private final JdbcClient jdbc;
    private final Clock clock;

    Heartbeats(Plans plans, JdbcClient jdbc, Clock clock) {
        this.plans = plans;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Records a report; committed when this returns.
     *
     * @throws WebhookRefusedException with 401 if the token is wrong or there is no such monitor, which nobody outside can tell apart
     */
    public void beat(String application, String monitor, @Nullable String token) {
        Optional<String> secret = plans.find(application)
                .flatMap(plan -> plan.monitoring().monitor(monitor))
                .map(settings -> settings.heartbeat())
                .map(HeartbeatSettings::tokenFrom)
                .flatMap(place -> place.read());
        boolean right = MessageDigest.isEqual(
                secret.orElse("").getBytes(UTF_8), String.valueOf(token).getBytes(UTF_8));
        if (secret.isEmpty() || !right) {
            throw new WebhookRefusedException(
                    401,
                    "no heartbeat is expected here with this token",
                    "Send the token that tokenFrom of the plan file names, as Authorization: Bearer.");
        }
        jdbc.sql(BEAT)
                .param("application", application)
                .param("monitor", monitor)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    /** When the last report came. */
    Optional<Instant> last(String application, String monitor) {
        return jdbc.sql(LAST)
                .param("application", application)
                .param("monitor", monitor)
                .query((row, number) -> row.getTimestamp(1).toInstant())
                .optional();
    }
}
