package org.vigie.release.deprecation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.release.deprecation.Deprecation;
import org.vigie.release.deprecation.Deprecations;
import org.vigie.release.deprecation.NewDeprecation;
import org.vigie.shared.NotFoundException;
import org.vigie.shared.web.IdempotencyKey;

/** Features that will be withdrawn. */
@RestController
@RequestMapping("/api/applications/{application}/deprecations")
@Tag(name = "Releases")
class DeprecationController {

    private final Deprecations deprecations;

    DeprecationController(Deprecations deprecations) {
        this.deprecations = deprecations;
    }

    record Announcement(
            @Nullable String feature,
            @Nullable String replacement,
            @Nullable String removalOn) {}

    @PostMapping
    @Operation(
            summary = "Announce that a feature will be withdrawn",
            description = "Users are told now and before the day of the removal, which a person confirms.")
    ResponseEntity<Deprecation> announce(
            @PathVariable String application,
            @RequestBody Announcement announcement,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String idempotencyKey,
            Principal account) {
        String key = IdempotencyKey.checked(idempotencyKey);
        Deprecation announced = deprecations.announce(
                application,
                NewDeprecation.of(
                        announcement.feature(),
                        announcement.replacement(),
                        announcement.removalOn(),
                        deprecations.today(application)),
                account.getName(),
                key == null ? UUID.randomUUID().toString() : application + "/" + key);
        return ResponseEntity.accepted()
                .location(URI.create("/api/applications/" + application + "/deprecations/" + announced.id()))
                .body(announced);
    }

    @GetMapping
    @Operation(summary = "List the deprecations of an application, newest first")
    List<Deprecation> list(@PathVariable String application) {
        return deprecations.list(application);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a deprecation")
    Deprecation get(@PathVariable String application, @PathVariable String id) {
        Deprecation deprecation = deprecations.require(id);
        if (!deprecation.application().equals(application)) {
            throw new NotFoundException(
                    "there is no deprecation " + id + " of " + application,
                    "List them with GET /api/applications/" + application + "/deprecations.");
        }
        return deprecation;
    }
}
