package org.vigie.github.webhook.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.github.webhook.GitHubWebhook;
import org.vigie.github.webhook.Receipt;
import org.vigie.github.webhook.WebhookRequest;

@RestController
@Tag(name = "Webhooks")
class GitHubWebhookController {

    private final GitHubWebhook webhook;

    GitHubWebhookController(GitHubWebhook webhook) {
        this.webhook = webhook;
    }

    /** What became of a delivery: accepted, duplicate or pong. */
    record Answer(Receipt receipt) {}

    @PostMapping(path = "/webhooks/github", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Receive a delivery of GitHub",
            description =
                    "Verified by its signature; answered with 202 when it is stored, with 200 when it was before.")
    ResponseEntity<Answer> receive(
            @RequestHeader(name = "X-GitHub-Event", required = false) @Nullable String event,
            @RequestHeader(name = "X-GitHub-Delivery", required = false) @Nullable String deliveryId,
            @RequestHeader(name = "X-Hub-Signature-256", required = false) @Nullable String signature,
            @RequestHeader HttpHeaders headers,
            @RequestBody byte[] body)
            throws HttpMediaTypeNotSupportedException {
        refuseOtherEncodings(headers);
        Receipt receipt = webhook.receive(new WebhookRequest(event, deliveryId, signature, body));
        return ResponseEntity.status(receipt == Receipt.ACCEPTED ? 202 : 200).body(new Answer(receipt));
    }

    private static void refuseOtherEncodings(HttpHeaders headers) throws HttpMediaTypeNotSupportedException {
        MediaType type = headers.getContentType();
        boolean otherCharset =
                type != null && type.getCharset() != null && !type.getCharset().equals(StandardCharsets.UTF_8);
        if (otherCharset || headers.containsHeader(HttpHeaders.CONTENT_ENCODING)) {
            throw new HttpMediaTypeNotSupportedException("only plain application/json in UTF-8 is taken");
        }
    }
}
