package org.vigie.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.AddressRange;
import org.vigie.shared.SecretRef;

/**
 * A way to reach people of an application.
 *
 * @param id short name, unique in the plan; {@link #MAIL} for mails and for nothing else
 * @param kind what is spoken there
 * @param severities what is sent there by itself, at least one
 * @param language in which it is written; null: the plan's
 * @param urlFrom where the address is, which is a secret for most kinds; null for mail and for a provider's own address
 * @param secretFrom where the secret is that signs what a webhook gets; null: nothing is signed
 * @param sms the account, for text messages; null for every other kind
 * @param allowPrivate ranges of addresses that are not on the open net and may be connected to
 * @param fallbackAfter how long a message is tried before it goes by mail
 */
public record ChannelSettings(
        String id,
        Kind kind,
        @JsonProperty("for") List<Severity> severities,
        @Nullable Locale language,
        @Nullable SecretRef urlFrom,
        @Nullable SecretRef secretFrom,
        @Nullable SmsSettings sms,
        List<AddressRange> allowPrivate,
        PlanDuration fallbackAfter) {

    /** The channel that every plan has, whether it lists it or not. */
    public static final String MAIL = "mail";

    private static final PlanDuration USUAL_FALLBACK = PlanDuration.parse("PT10M");

    /** What a channel speaks. */
    public enum Kind {
        @JsonProperty("mail")
        MAIL(true),
        @JsonProperty("slack")
        SLACK(false),
        @JsonProperty("discord")
        DISCORD(false),
        @JsonProperty("sms")
        SMS(true),
        @JsonProperty("webhook")
        WEBHOOK(false);

        private final boolean personal;

        Kind(boolean personal) {
            this.personal = personal;
        }

        /** Whether each message goes to one person, and not to all who read along. */
        public boolean isPersonal() {
            return personal;
        }

        /** The name in plan files. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public ChannelSettings {
        severities = List.copyOf(severities);
        allowPrivate = List.copyOf(allowPrivate);
    }

    @JsonCreator
    static ChannelSettings of(
            @JsonProperty("id") String id,
            @JsonProperty("kind") Kind kind,
            @JsonProperty("for") @Nullable List<Severity> severities,
            @JsonProperty("language") @Nullable Locale language,
            @JsonProperty("urlFrom") @Nullable SecretRef urlFrom,
            @JsonProperty("secretFrom") @Nullable SecretRef secretFrom,
            @JsonProperty("sms") @Nullable SmsSettings sms,
            @JsonProperty("allowPrivate") @Nullable List<AddressRange> allowPrivate,
            @JsonProperty("fallbackAfter") @Nullable PlanDuration fallbackAfter) {
        return new ChannelSettings(
                id,
                kind,
                severities == null || severities.isEmpty() ? List.of(Severity.values()) : severities,
                language,
                urlFrom,
                secretFrom,
                sms,
                Objects.requireNonNullElse(allowPrivate, List.of()),
                Objects.requireNonNullElse(fallbackAfter, USUAL_FALLBACK));
    }

    /** Mails for everything, as they are where a plan says nothing of them. */
    public static ChannelSettings mail() {
        return of(MAIL, Kind.MAIL, null, null, null, null, null, null, null);
    }

    /** Whether what is so urgent is sent there by itself. */
    public boolean isFor(Severity severity) {
        return severities.contains(severity);
    }
}
