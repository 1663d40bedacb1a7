package org.vigie.notification.webhook;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.vigie.notification.BrokenChannelException;
import org.vigie.notification.Delivery;
import org.vigie.notification.OutgoingMessage;
import org.vigie.notification.RefusedException;
import org.vigie.notification.http.Answers;
import org.vigie.notification.http.Excerpt;
import org.vigie.notification.http.Outgoing;
import org.vigie.notification.http.PlainText;
import org.vigie.notification.http.Reference;
import org.vigie.notification.http.TeamChannel;
import org.vigie.plan.ChannelSettings;
import org.vigie.plan.MaintenancePlan;
import org.vigie.shared.GuardedExchange.Answer;

/** A program of somebody else; it can tell by {@code webhook-id} that it has a message already. */
final class WebhookChannel extends TeamChannel {

    private static final int GONE = 410;
    /** The receiver finds the message itself wrong. */
    private static final Set<Integer> REFUSED = Set.of(400, 413, 415, 422);

    private static final int MOST = 100_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Outgoing outgoing;
    private final Clock clock;

    WebhookChannel(MaintenancePlan plan, ChannelSettings settings, Outgoing outgoing, Clock clock) {
        super(plan, settings);
        this.outgoing = outgoing;
        this.clock = clock;
    }

    @Override
    public Delivery deliver(OutgoingMessage message) {
        checkAddress(message);
        URI address = outgoing.address(settings, settings.urlFrom());
        String id = "vigie_" + Reference.longOf(message);
        Instant now = clock.instant();
        String body = body(message, id, now);
        Map<String, String> headers = new TreeMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", String.valueOf(now.getEpochSecond()));
        if (settings.secretFrom() != null) {
            String secret = outgoing.secret(settings, "secret", settings.secretFrom());
            headers.put("webhook-signature", WebhookSignature.of(secret, id, now.getEpochSecond(), body));
        }
        Answer answer = outgoing.post(settings, address, "application/json; charset=utf-8", headers, body);
        if (Answers.isSuccess(answer)) {
            return new Delivery("webhook:" + settings.id() + "/" + id);
        }
        if (answer.status() == GONE) {
            throw new BrokenChannelException("the receiver answered " + Answers.shown(answer));
        }
        if (REFUSED.contains(answer.status())) {
            throw new RefusedException("the receiver answered " + Answers.shown(answer));
        }
        throw Answers.temporary(settings, answer, clock);
    }

    private String body(OutgoingMessage message, String id, Instant now) {
        ObjectNode body = JSON.createObjectNode().put("type", "vigie.notice").put("timestamp", now.toString());
        body.putObject("data")
                .put("id", id)
                .put("key", message.key())
                .put("repeated", message.repeated())
                .put("application", plan.application())
                .put("channel", settings.id())
                .put("contact", message.to().contact())
                .put("language", message.language().getLanguage())
                .put("title", PlainText.line(message.title()))
                .put(
                        "text",
                        Excerpt.of(PlainText.lines(message.plain()), String::length, MOST, cut(message.language())));
        return body.toString();
    }
}
