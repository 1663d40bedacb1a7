package org.vigie.monitoring.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.monitoring.window.MaintenanceWindows;
import org.vigie.monitoring.window.Window;

@RestController
@RequestMapping("/api/applications/{application}/maintenance-windows")
@Tag(name = "Monitoring")
class MaintenanceWindowController {

    private static final Duration AHEAD = Duration.ofDays(90);
    private static final Duration BACK = Duration.ofDays(7);

    private final MaintenanceWindows windows;
    private final Clock clock;

    MaintenanceWindowController(MaintenanceWindows windows, Clock clock) {
        this.windows = windows;
        this.clock = clock;
    }

    /**
     * What a person plans.
     *
     * @param reason for the house, never for the public
     * @param announce left out: the public reads of it
     */
    record Planned(
            @NotNull Instant from,
            @NotNull Instant to,
            @NotBlank @Size(max = 200) String reason,
            @Nullable List<String> monitors,
            @Nullable Boolean announce) {}

    /** Its other times. */
    record Moved(@NotNull Instant from, @NotNull Instant to) {}

    @GetMapping
    @Operation(summary = "List maintenance from a week ago until 90 days ahead, earliest first")
    List<Window> list(@PathVariable String application) {
        Instant now = clock.instant();
        return windows.between(application, now.minus(BACK), now.plus(AHEAD));
    }

    @PostMapping
    @Operation(
            summary = "Plan maintenance",
            description =
                    "While it lasts nobody is alerted of what it concerns, nothing is done about it without asking, and it "
                            + "counts neither as up nor as down. The status page announces it to all, and subscribers are "
                            + "told, unless announce is false; the reason stays in the house.")
    ResponseEntity<Window> plan(
            @PathVariable String application, @Valid @RequestBody Planned planned, Principal account) {
        Window window = windows.plan(
                application,
                planned.from(),
                planned.to(),
                planned.reason(),
                Objects.requireNonNullElse(planned.monitors(), List.of()),
                Objects.requireNonNullElse(planned.announce(), true),
                account.getName());
        return ResponseEntity.created(
                        URI.create("/api/applications/" + application + "/maintenance-windows/" + window.id()))
                .body(window);
    }

    @PutMapping("/{id}")
    @Operation(summary = "Move maintenance, or make it longer or shorter")
    Window move(
            @PathVariable String application,
            @PathVariable long id,
            @Valid @RequestBody Moved moved,
            Principal account) {
        return windows.move(application, id, moved.from(), moved.to(), account.getName());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End maintenance now, or call it off")
    void end(@PathVariable String application, @PathVariable long id, Principal account) {
        windows.end(application, id, account.getName());
    }
}
