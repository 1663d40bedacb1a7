package org.vigie.alert.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.inbox.WebhookRefusedException;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.MonitoringSettings;
import org.vigie.plan.Plans;
import org.vigie.shared.SecretRef;

/** Tells by its secret whose alerts another watcher delivers, before anything in them is read. */
@Component
class WatcherSecrets {

    private static final String BEARER = "Bearer ";

    private final Plans plans;

    WatcherSecrets(Plans plans) {
        this.plans = plans;
    }

    /** The secret of a request: a bearer token, or what stands in {@code X-Vigie-Secret}. */
    static @Nullable String given(@Nullable String authorization, @Nullable String header) {
        return authorization != null && authorization.startsWith(BEARER)
                ? authorization.substring(BEARER.length())
                : header;
    }

    /**
     * The plan whose secret this is. All are compared, in constant time.
     *
     * @throws WebhookRefusedException with 503 if no plan has a secret, with 401 if it is of none
     */
    MaintenancePlan owner(@Nullable String given, Function<MonitoringSettings, @Nullable SecretRef> place, String key) {
        MaintenancePlan owner = null;
        boolean any = false;
        for (MaintenancePlan plan : plans.all()) {
            Optional<String> secret =
                    Optional.ofNullable(place.apply(plan.monitoring())).flatMap(SecretRef::read);
            any |= secret.isPresent();
            if (secret.isPresent() && MessageDigest.isEqual(hash(secret.get()), hash(String.valueOf(given)))) {
                owner = plan;
            }
        }
        if (owner != null && given != null) {
            return owner;
        }
        throw any
                ? new WebhookRefusedException(
                        401,
                        "the secret is missing or of no application",
                        "Send the one that " + key + " of the plan file names, as Authorization: Bearer.")
                : new WebhookRefusedException(
                        503,
                        "no secret of this webhook is configured",
                        "Set the environment variable or file that " + key + " of a plan file names.");
    }

    /** Of equal length for all secrets. */
    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
