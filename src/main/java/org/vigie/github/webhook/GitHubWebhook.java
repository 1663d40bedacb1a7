package org.vigie.github.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vigie.github.api.WebhookSecrets;
import org.vigie.inbox.Arrival;
import org.vigie.inbox.Inbox;
import org.vigie.inbox.UnreadableDeliveryException;
import org.vigie.inbox.WebhookRefusedException;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.NotFoundException;

/** Takes deliveries in: verified first, then stored, processed after commit. */
@Service
public class GitHubWebhook {

    /** The events that Vigie wants; GitHub's own {@code ping} is answered and forgotten. */
    static final Set<String> EVENTS = Set.of(
            "issues",
            "issue_comment",
            "pull_request",
            "pull_request_review",
            "check_suite",
            "check_run",
            "workflow_run");

    private static final Pattern GUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final WebhookSecrets secrets;
    private final Plans plans;
    private final Inbox inbox;

    GitHubWebhook(WebhookSecrets secrets, Plans plans, Inbox inbox) {
        this.secrets = secrets;
        this.plans = plans;
        this.inbox = inbox;
    }

    /**
     * Verifies and stores a delivery. When this returns, the delivery is committed and will be processed, also after a
     * crash.
     *
     * @throws WebhookRefusedException if it is not authentic or not readable
     * @throws NotFoundException if no plan has the repository
     */
    public Receipt receive(WebhookRequest request) {
        String event = header("X-GitHub-Event", request.event());
        UUID id = deliveryId(header("X-GitHub-Delivery", request.deliveryId()));
        List<MaintenancePlan> signers = secrets.signers(request.body(), request.signature());
        String text = utf8(request.body());
        Payload payload = parse(text);
        if (event.equals("ping")) {
            return Receipt.PONG;
        }
        if (!EVENTS.contains(event)) {
            throw new WebhookRefusedException(
                    422,
                    "the event is none that Vigie knows",
                    "Let the webhook on GitHub send these only: "
                            + EVENTS.stream().sorted().toList() + ".");
        }
        MaintenancePlan plan = plan(payload, signers);
        boolean isNew = inbox.take(new Arrival(
                GitHubDeliveries.SOURCE,
                id.toString(),
                event,
                payload.find("/action").orElse(null),
                plan.application(),
                payload.text("/repository/full_name"),
                text,
                fingerprint(request.body())));
        return isNew ? Receipt.ACCEPTED : Receipt.DUPLICATE;
    }

    private MaintenancePlan plan(Payload payload, List<MaintenancePlan> signers) {
        String repository = readable(() -> payload.text("/repository/full_name"));
        readable(() -> payload.number("/repository/id"));
        MaintenancePlan plan = plans.findByRepository(repository)
                .orElseThrow(() -> new NotFoundException(
                        "no plan has the repository of this delivery",
                        "Name it under github.repository of a plan file, as owner/name."));
        if (!signers.contains(plan)) {
            throw new WebhookRefusedException(
                    401,
                    "the signature is of another repository's secret",
                    "Set the secret that webhookSecretFrom names in the plan file of this repository.");
        }
        return plan;
    }

    /** The id of a delivery is not signed: who has an old body could send it under another. */
    private static String fingerprint(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Payload parse(String text) {
        return readable(() -> Payload.parse(text));
    }

    private static <T> T readable(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (UnreadableDeliveryException e) {
            throw new WebhookRefusedException(400, e.fact(), e.hint());
        }
    }

    private static String header(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new WebhookRefusedException(
                    400, "the header " + name + " is missing", "Only GitHub's webhooks are taken here.");
        }
        return value;
    }

    private static UUID deliveryId(String text) {
        if (!GUID.matcher(text).matches()) {
            throw new WebhookRefusedException(
                    400, "the header X-GitHub-Delivery is no GUID", "Only GitHub's webhooks are taken here.");
        }
        return UUID.fromString(text);
    }

    private static String utf8(byte[] body) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw new WebhookRefusedException(400, "the body is not UTF-8", "Send JSON in UTF-8.");
        }
    }
}
