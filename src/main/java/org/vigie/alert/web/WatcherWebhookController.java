package org.vigie.alert.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.alert.webhook.WatcherWebhooks;

@RestController
@Tag(name = "Webhooks")
class WatcherWebhookController {

    private final WatcherWebhooks webhooks;

    WatcherWebhookController(WatcherWebhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** What became of a delivery. */
    record Answer(String receipt) {}

    @PostMapping(path = "/webhooks/alertmanager", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Receive alerts of Alertmanager",
            description =
                    "With the secret of the plan as Authorization: Bearer. Answered with 202 when stored, with 200 when it"
                            + " was before, with 503 and Retry-After when it is to come again.")
    ResponseEntity<Answer> alertmanager(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestHeader(name = "X-Vigie-Secret", required = false) @Nullable String secret,
            @RequestBody byte[] body) {
        return answer(webhooks.alertmanager(authorization, secret, body));
    }

    @PostMapping(path = "/webhooks/uptimerobot", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Receive alerts of UptimeRobot",
            description = "With the secret of the plan in the header X-Vigie-Secret. Answered as for Alertmanager.")
    ResponseEntity<Answer> uptimeRobot(
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization,
            @RequestHeader(name = "X-Vigie-Secret", required = false) @Nullable String secret,
            @RequestBody byte[] body) {
        return answer(webhooks.uptimeRobot(authorization, secret, body));
    }

    private static ResponseEntity<Answer> answer(boolean isNew) {
        return ResponseEntity.status(isNew ? 202 : 200).body(new Answer(isNew ? "accepted" : "duplicate"));
    }
}
