package org.vigie.notification.http;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.vigie.notification.BrokenChannelException;
import org.vigie.notification.UncertainException;
import org.vigie.plan.ChannelSettings;
import org.vigie.shared.GuardedExchange;
import org.vigie.shared.HintedException;
import org.vigie.shared.SecretRef;

/** Posts of channels to where their plans say. Addresses and secrets are in no message of an error. */
@Component
public class Outgoing {

    private final GuardedExchange exchange;

    @Autowired
    Outgoing(@Value("${vigie.channels.timeout:PT20S}") Duration limit) {
        this(new GuardedExchange(limit, GuardedExchange.OF_THE_MACHINE));
    }

    /** With another way out, for example one that looks up names elsewhere. */
    public Outgoing(GuardedExchange exchange) {
        this.exchange = exchange;
    }

    /**
     * The secret in a place that a channel names.
     *
     * @throws BrokenChannelException if there is none, which no time mends
     */
    public String secret(ChannelSettings channel, String key, SecretRef place) {
        return place.read()
                .orElseThrow(() -> new BrokenChannelException(
                        "the channel " + channel.id() + " has no " + key + ": nothing is in " + place));
    }

    /**
     * The address that a channel posts to.
     *
     * @throws BrokenChannelException if there is none
     */
    public URI address(ChannelSettings channel, SecretRef place) {
        try {
            return new URI(secret(channel, "address", place));
        } catch (URISyntaxException e) {
            // neither the text nor its cause is repeated: it is a secret
            throw new BrokenChannelException("what is in " + place + " is no address");
        }
    }

    /**
     * Posts to the address.
     *
     * @throws UncertainException if it may have arrived
     * @throws HintedException if it was not sent
     */
    public GuardedExchange.Answer post(
            ChannelSettings channel, URI address, String contentType, Map<String, String> headers, String body) {
        try {
            return exchange.post(
                    new GuardedExchange.Post(address, headers, contentType, body), List.copyOf(channel.allowPrivate()));
        } catch (GuardedExchange.NotSentException e) {
            throw new HintedException(
                    "the channel " + channel.id() + " cannot be reached: " + e.getMessage(),
                    "Check its address and the way out; it is tried again by itself.",
                    e);
        } catch (IOException e) {
            throw new UncertainException("the channel " + channel.id() + " gave no whole answer: " + e.getMessage(), e);
        }
    }
}
