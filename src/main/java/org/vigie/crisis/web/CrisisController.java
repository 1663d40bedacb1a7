package org.vigie.crisis.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.crisis.Crises;
import org.vigie.shared.web.Accepted;

/** What is done with a crisis beyond what every operation has. */
@RestController
@RequestMapping("/api/applications/{application}/crises/{id}")
@Tag(name = "Crises")
class CrisisController {

    private final Crises crises;
    private final Clock clock;

    CrisisController(Crises crises, Clock clock) {
        this.crises = crises;
        this.clock = clock;
    }

    /** When it was over; left out: now. */
    record Resolution(@Nullable Instant at) {}

    @PostMapping("/resolution")
    @Operation(
            summary = "Say that the incident is over",
            description = "The page and those who were told of it are told; once more changes nothing.")
    ResponseEntity<Accepted> resolve(
            @PathVariable String application,
            @PathVariable String id,
            @RequestBody(required = false) @Nullable Resolution resolution,
            Principal account) {
        Instant at = resolution == null || resolution.at() == null ? clock.instant() : resolution.at();
        crises.requireOf(application, id);
        crises.resolve(id, at, account.getName());
        return accepted(application, id);
    }

    @PostMapping("/updates")
    @Operation(summary = "Ask for the next public text now instead of at its time")
    ResponseEntity<Accepted> update(@PathVariable String application, @PathVariable String id, Principal account) {
        crises.requireOf(application, id);
        crises.wantUpdate(id, account.getName());
        return accepted(application, id);
    }

    private static ResponseEntity<Accepted> accepted(String application, String id) {
        return Accepted.at(id, URI.create("/api/applications/" + application + "/crises/" + id));
    }
}
