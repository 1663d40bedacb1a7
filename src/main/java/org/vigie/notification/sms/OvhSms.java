package org.vigie.notification.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.vigie.notification.BrokenChannelException;
import org.vigie.notification.Delivery;
import org.vigie.notification.RefusedException;
import org.vigie.notification.UncertainException;
import org.vigie.notification.http.Answers;
import org.vigie.notification.http.Outgoing;
import org.vigie.plan.ChannelSettings;
import org.vigie.plan.SmsSettings;
import org.vigie.shared.GuardedExchange.Answer;

/** The interface of OVH: {@code POST /1.0/sms/{account}/jobs}, JSON with a signature of the request. */
final class OvhSms implements SmsProvider {

    private static final URI USUAL = URI.create("https://eu.api.ovh.com");
    /** Key, signature, right or service are not what they were. */
    private static final Set<Integer> ACCOUNT = Set.of(401, 402, 403, 404);

    private static final int BAD_REQUEST = 400;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SmsSettings account;
    private final Outgoing outgoing;
    private final Clock clock;

    OvhSms(SmsSettings account, Outgoing outgoing, Clock clock) {
        this.account = account;
        this.outgoing = outgoing;
        this.clock = clock;
    }

    @Override
    public Delivery send(ChannelSettings channel, String number, String text, String reference) {
        URI base = channel.urlFrom() == null ? USUAL : outgoing.address(channel, channel.urlFrom());
        URI address = base.resolve("/1.0/sms/" + account.account() + "/jobs");
        String body = body(number, text, reference);
        Answer answer = outgoing.post(
                channel, address, "application/json; charset=utf-8", signed(channel, address, body), body);
        if (Answers.isSuccess(answer)) {
            return delivery(channel, answer, reference);
        }
        String said = "OVH answered " + Answers.shown(answer);
        if (ACCOUNT.contains(answer.status()) && answer.body().contains("\"message\"")) {
            throw new BrokenChannelException(said);
        }
        if (answer.status() == BAD_REQUEST) {
            throw new RefusedException(said);
        }
        throw Answers.temporary(channel, answer, clock);
    }

    private String body(String number, String text, String reference) {
        ObjectNode body = JSON.createObjectNode()
                .put("message", text)
                .put("sender", account.sender())
                .put("charset", "UTF-8")
                .put("coding", SmsText.isSmall(text) ? "7bit" : "8bit")
                .put("noStopClause", true)
                .put("priority", "high")
                .put("tag", reference);
        body.putArray("receivers").add(number);
        return body.toString();
    }

    private Map<String, String> signed(ChannelSettings channel, URI address, String body) {
        String key = outgoing.secret(channel, "key", Objects.requireNonNull(account.keyFrom()));
        String secret = outgoing.secret(channel, "secret", account.secretFrom());
        String consumer = outgoing.secret(channel, "consumer key", Objects.requireNonNull(account.consumerKeyFrom()));
        String now = String.valueOf(clock.instant().getEpochSecond());
        String signature = "$1$" + sha1(String.join("+", secret, consumer, "POST", address.toString(), body, now));
        return Map.of(
                "X-Ovh-Application", key,
                "X-Ovh-Consumer", consumer,
                "X-Ovh-Timestamp", now,
                "X-Ovh-Signature", signature);
    }

    /** OVH takes a job with a number that is none, and says so in the answer. */
    private static Delivery delivery(ChannelSettings channel, Answer answer, String reference) {
        try {
            JsonNode said = JSON.readTree(answer.body());
            if (said.path("invalidReceivers").size() > 0) {
                throw new RefusedException("OVH finds the number invalid");
            }
            return new Delivery("ovh:" + said.path("ids").path(0).asText(reference));
        } catch (JsonProcessingException e) {
            throw new UncertainException("the channel " + channel.id() + " answered no JSON", e);
        }
    }

    /** As the interface demands; nothing but OVH's check hangs on it, and the secret is in it. */
    private static String sha1(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
