package org.vigie.alert.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.vigie.alert.AlertKind;
import org.vigie.alert.AlertSignal;
import org.vigie.inbox.WebhookRefusedException;

/**
 * What Alertmanager delivers (version 4 of its webhook).
 *
 * @param group what it groups by
 * @param alerts in the order of their fingerprints, so that two deliveries never wait for each other
 */
record AlertmanagerDelivery(String group, List<Item> alerts) {

    static final String SOURCE = "alertmanager";

    private static final Set<AlertKind> INFORMATIVE =
            EnumSet.of(AlertKind.UPDATE_AVAILABLE, AlertKind.NEW_USERS, AlertKind.WEEKLY_STATISTICS);
    private static final int MOST = 2000;
    private static final Duration AHEAD = Duration.ofDays(1);

    /**
     * One alert of a delivery.
     *
     * @param dated whether it says when it began, in a way that can be; else whichever occurrence is open is meant
     */
    record Item(AlertSignal signal, boolean firing, boolean dated) {}

    /** @throws WebhookRefusedException with 422 if it lacks what is needed or has too much */
    static AlertmanagerDelivery read(JsonNode root, String application, Instant now) {
        if (!root.path("alerts").isArray()) {
            throw new WebhookRefusedException(
                    422, "alerts is missing", "Let a webhook receiver of Alertmanager send here.");
        }
        if (root.path("alerts").size() > MOST) {
            throw new WebhookRefusedException(
                    413, "there are more than " + MOST + " alerts", "Set max_alerts of the receiver to " + MOST + ".");
        }
        String group = SOURCE + "/" + Json.hash(root.path("groupKey").asText());
        List<Item> items = new ArrayList<>();
        for (JsonNode alert : root.path("alerts")) {
            items.add(item(alert, application, group, now));
        }
        items.sort(Comparator.comparing(item -> item.signal().fingerprint()));
        return new AlertmanagerDelivery(group, items);
    }

    private static Item item(JsonNode alert, String application, String group, Instant now) {
        JsonNode labels = alert.path("labels");
        JsonNode annotations = alert.path("annotations");
        String name = Json.text(labels, "alertname");
        if (name.isEmpty()) {
            throw new WebhookRefusedException(
                    422, "labels.alertname is missing", "Give every rule of Prometheus a name.");
        }
        boolean firing = !Json.text(alert, "status").equals("resolved");
        Instant startsAt = startsAt(alert, now);
        String text = Json.text(annotations, "summary", "description", "message");
        return new Item(
                new AlertSignal(
                        SOURCE + "/" + application + "/" + fingerprint(alert, labels),
                        startsAt == null ? now : startsAt,
                        application,
                        SOURCE,
                        kind(Json.text(labels, "vigie_kind")),
                        hint(Json.text(labels, "severity")),
                        orElse(Json.text(labels, "service", "job", "instance"), name),
                        null,
                        name,
                        orElse(text, name),
                        link(Json.text(alert, "generatorURL")),
                        group),
                firing,
                startsAt != null);
    }

    private static String fingerprint(JsonNode alert, JsonNode labels) {
        String given = Json.text(alert, "fingerprint");
        if (given.matches("[0-9a-zA-Z]{1,64}")) {
            return given;
        }
        TreeMap<String, String> sorted = new TreeMap<>();
        labels.properties()
                .forEach(label -> sorted.put(label.getKey(), label.getValue().asText()));
        return Json.hash(sorted.toString());
    }

    /** Null for a moment that cannot be, such as one in the year 9999. */
    private static @Nullable Instant startsAt(JsonNode alert, Instant now) {
        try {
            Instant start = Instant.parse(alert.path("startsAt").asText());
            boolean possible = start.isAfter(Instant.EPOCH) && start.isBefore(now.plus(AHEAD));
            return possible ? start : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** What is good to know of may say so; how serious anything else is, its severity tells. */
    private static AlertKind kind(String named) {
        return INFORMATIVE.stream()
                .filter(kind -> kind.code().equals(named))
                .findFirst()
                .orElse(AlertKind.EXTERNAL);
    }

    private static String hint(String severity) {
        return switch (severity) {
            case "critical", "page", "error", "emergency" -> "critical";
            case "warning", "ticket" -> "warning";
            default -> "other";
        };
    }

    private static @Nullable String link(String url) {
        return url.matches("https?://\\S+") ? url : null;
    }

    private static String orElse(String text, String other) {
        return text.isEmpty() ? other : text;
    }
}
