package org.vigie.alert.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.alert.Alert;
import org.vigie.alert.AlertExplanation;
import org.vigie.alert.AlertExplanations;
import org.vigie.alert.AlertReplay;
import org.vigie.alert.AlertState;
import org.vigie.alert.Alerts;
import org.vigie.shared.InvalidFieldException;

@RestController
@RequestMapping("/api/alerts")
@Tag(name = "Alerts")
class AlertController {

    private final Alerts alerts;
    private final AlertExplanations explanations;
    private final AlertReplay replay;

    AlertController(Alerts alerts, AlertExplanations explanations, AlertReplay replay) {
        this.alerts = alerts;
        this.explanations = explanations;
        this.replay = replay;
    }

    @GetMapping
    @Operation(summary = "List alerts, newest first", description = "With state=open those that are not over.")
    List<Alert> list(
            @RequestParam(required = false) @Nullable String application,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Long before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
        return alerts.list(application, state == null ? null : state(state), before, limit);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read an alert")
    Alert get(@PathVariable long id) {
        return alerts.get(id);
    }

    @GetMapping("/{id}/explanation")
    @Operation(
            summary = "Read why an alert was told or not",
            description =
                    "To whom, by which channel, by which rule of the table alertRouting, and what happened to it.")
    AlertExplanation explain(@PathVariable long id) {
        return explanations.of(id);
    }

    /** A changed table, and the time whose alerts it is tried on. */
    record Trial(
            @NotBlank String table,
            @NotNull Instant from,
            @NotNull Instant to) {}

    @PostMapping("/replay")
    @Operation(
            summary = "Try a changed table alertRouting on past alerts",
            description = "Says of each what the table in use and the given one make of it. Nobody is told anything.")
    List<AlertReplay.Replayed> replay(@Valid @RequestBody Trial trial) {
        return replay.replay(trial.table(), trial.from(), trial.to());
    }

    private static AlertState state(String code) {
        return Arrays.stream(AlertState.values())
                .filter(state -> state.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException(
                        "state", "state is none of an alert", "Use one of open, closed, stale."));
    }
}
