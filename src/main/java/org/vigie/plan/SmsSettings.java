package org.vigie.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.SecretRef;

/**
 * The account that sends text messages.
 *
 * @param provider whose interface it speaks
 * @param account the service name (OVH) or the account SID (Twilio)
 * @param sender what people see as the sender: a number, a short name, or the SID of a messaging service
 * @param keyFrom where the application key (OVH) or the SID of an API key (Twilio) is; null: the account's own token is used
 * @param secretFrom where the application secret (OVH) or the token is (Twilio)
 * @param consumerKeyFrom where the consumer key is (OVH); null for Twilio
 * @param segments how many parts one message may take
 */
public record SmsSettings(
        Provider provider,
        String account,
        String sender,
        @Nullable SecretRef keyFrom,
        SecretRef secretFrom,
        @Nullable SecretRef consumerKeyFrom,
        int segments) {

    private static final int USUAL_SEGMENTS = 3;

    /** Interfaces of providers. */
    public enum Provider {
        @JsonProperty("ovh")
        OVH,
        @JsonProperty("twilio")
        TWILIO
    }

    @JsonCreator
    static SmsSettings of(
            @JsonProperty("provider") Provider provider,
            @JsonProperty("account") String account,
            @JsonProperty("sender") String sender,
            @JsonProperty("keyFrom") @Nullable SecretRef keyFrom,
            @JsonProperty("secretFrom") SecretRef secretFrom,
            @JsonProperty("consumerKeyFrom") @Nullable SecretRef consumerKeyFrom,
            @JsonProperty("segments") @Nullable Integer segments) {
        return new SmsSettings(
                provider,
                account,
                sender,
                keyFrom,
                secretFrom,
                consumerKeyFrom,
                Objects.requireNonNullElse(segments, USUAL_SEGMENTS));
    }
}
