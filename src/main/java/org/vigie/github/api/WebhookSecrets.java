package org.vigie.github.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.vigie.inbox.WebhookRefusedException;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;

/** Tells by its signature whose secret a request was signed with, before anything in it is read. */
@Component
public class WebhookSecrets {

    private static final Pattern SIGNATURE = Pattern.compile("sha256=([0-9a-f]{64})");
    private static final String HINT =
            "Compare the secret of the webhook on GitHub with the one that webhookSecretFrom of the plan file names.";

    /** Whoever has one delivery can try secrets at home. */
    private static final int SHORTEST = 16;

    private final Plans plans;

    WebhookSecrets(Plans plans) {
        this.plans = plans;
    }

    /**
     * The plans whose secret signed the body; more than one if they share it.
     *
     * @throws WebhookRefusedException with 503 if no plan has a secret, with 401 if the signature is of none
     */
    public List<MaintenancePlan> signers(byte[] body, @Nullable String signature) {
        if (plans.all().stream().allMatch(plan -> secretOf(plan).isEmpty())) {
            boolean isShort = plans.all().stream().anyMatch(plan -> given(plan).isPresent());
            throw new WebhookRefusedException(
                    503,
                    isShort
                            ? "the webhook secret is shorter than " + SHORTEST + " characters"
                            : "no webhook secret is configured",
                    "Set the environment variable or file that webhookSecretFrom of a plan file names.");
        }
        if (signature == null) {
            throw new WebhookRefusedException(
                    401, "the header X-Hub-Signature-256 is missing", "Give the webhook on GitHub a secret.");
        }
        var form = SIGNATURE.matcher(signature);
        if (!form.matches()) {
            throw new WebhookRefusedException(401, "the header X-Hub-Signature-256 is no SHA-256 signature", HINT);
        }
        byte[] given = HexFormat.of().parseHex(form.group(1));
        List<MaintenancePlan> signers = new ArrayList<>();
        for (MaintenancePlan plan : plans.all()) {
            secretOf(plan)
                    .filter(secret -> MessageDigest.isEqual(given, hmac(secret, body)))
                    .ifPresent(secret -> signers.add(plan));
        }
        if (signers.isEmpty()) {
            throw new WebhookRefusedException(401, "the signature does not fit the body", HINT);
        }
        return signers;
    }

    /** The secret of a plan; empty if there is none, or one that is soon guessed. */
    public static Optional<String> secretOf(MaintenancePlan plan) {
        return given(plan).filter(secret -> secret.length() >= SHORTEST);
    }

    private static Optional<String> given(MaintenancePlan plan) {
        return plan.github() == null
                ? Optional.empty()
                : plan.github().webhookSecretFrom().read();
    }

    public static byte[] hmac(String secret, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
