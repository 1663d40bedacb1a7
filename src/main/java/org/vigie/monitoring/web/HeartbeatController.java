package org.vigie.monitoring.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.monitoring.heartbeat.Heartbeats;

@RestController
@Tag(name = "Webhooks")
class HeartbeatController {

    private static final String BEARER = "Bearer ";

    private final Heartbeats heartbeats;

    HeartbeatController(Heartbeats heartbeats) {
        this.heartbeats = heartbeats;
    }

    @PostMapping("/webhooks/heartbeats/{application}/{monitor}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Report that something outside is alive",
            description = "With the token of the plan as Authorization: Bearer; answered when it is stored.")
    void beat(
            @PathVariable String application,
            @PathVariable String monitor,
            @RequestHeader(name = "Authorization", required = false) @Nullable String authorization) {
        boolean bearer = authorization != null && authorization.startsWith(BEARER);
        heartbeats.beat(application, monitor, bearer ? authorization.substring(BEARER.length()) : null);
    }
}
