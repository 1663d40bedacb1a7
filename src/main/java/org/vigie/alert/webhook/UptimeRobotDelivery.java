package org.vigie.alert.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.vigie.inbox.WebhookRefusedException;

/**
 * What UptimeRobot delivers, with the variables of its webhook as JSON. A variable that was not replaced is absent.
 *
 * @param monitor its number there
 * @param name of the monitor, for people
 * @param details what was seen
 */
record UptimeRobotDelivery(
        String monitor, Type type, String name, @Nullable String url, String details, Instant at) {

    static final String SOURCE = "uptimerobot";

    /** What happened. */
    enum Type {
        DOWN,
        UP,
        CERTIFICATE
    }

    /** @throws WebhookRefusedException with 422 that names what is missing */
    static UptimeRobotDelivery read(JsonNode root, Instant now) {
        String monitor = variable(root, "monitorID");
        if (monitor.isEmpty()) {
            throw missing("monitorID");
        }
        Type type = switch (variable(root, "alertType")) {
            case "1" -> Type.DOWN;
            case "2" -> Type.UP;
            case "3" -> Type.CERTIFICATE;
            default -> throw missing("alertType");
        };
        String name = variable(root, "monitorFriendlyName");
        String url = variable(root, "monitorURL");
        String details = variable(root, "alertDetails");
        return new UptimeRobotDelivery(
                monitor,
                type,
                name.isEmpty() ? "UptimeRobot " + monitor : name,
                url.matches("https?://\\S+") ? url : null,
                details.isEmpty() ? "UptimeRobot reports it" : details,
                moment(variable(root, "alertDateTime"), now));
    }

    /** Empty for a placeholder: {@code *name*}, or the name itself where the asterisks got lost. */
    private static String variable(JsonNode root, String name) {
        String value = Json.text(root, name);
        return value.equals("*" + name + "*") || value.equals(name) ? "" : value;
    }

    private static Instant moment(String seconds, Instant now) {
        if (!seconds.matches("\\d{9,11}")) {
            return now;
        }
        Instant at = Instant.ofEpochSecond(Long.parseLong(seconds));
        return at.isAfter(now) ? now : at;
    }

    private static WebhookRefusedException missing(String variable) {
        return new WebhookRefusedException(
                422,
                variable + " is missing or was not replaced",
                "Write \"" + variable + "\": \"*" + variable + "*\" into the JSON of the webhook.");
    }
}
