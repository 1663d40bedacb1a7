package org.vigie.monitoring.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.security.Principal;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.monitoring.MonitorView;
import org.vigie.monitoring.check.Monitors;
import org.vigie.monitoring.uptime.Uptimes;

@RestController
@Tag(name = "Monitoring")
class MonitorController {

    private final Monitors monitors;
    private final Uptimes uptimes;

    MonitorController(Monitors monitors, Uptimes uptimes) {
        this.monitors = monitors;
        this.uptimes = uptimes;
    }

    @GetMapping("/api/monitors")
    @Operation(
            summary = "List what is watched, with its state",
            description = "up, down, degraded, unknown (what would tell it cannot be read), paused or stale.")
    List<MonitorView> list(@RequestParam(required = false) @Nullable String application) {
        return monitors.list(application);
    }

    @PostMapping("/api/monitors/{application}/{id}/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Let a monitor rest", description = "It alerts nobody and does not count as uptime.")
    void pause(@PathVariable String application, @PathVariable String id, Principal account) {
        monitors.pause(application, id, account.getName());
    }

    @PostMapping("/api/monitors/{application}/{id}/resume")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Watch again what rests")
    void resume(@PathVariable String application, @PathVariable String id, Principal account) {
        monitors.resume(application, id, account.getName());
    }

    @GetMapping("/api/applications/{application}/uptime")
    @Operation(
            summary = "Uptime of the monitors of an application over a month",
            description =
                    "By time, never rounded up. Maintenance and time that nobody watched are told and do not count.")
    List<Uptimes.MonthOfMonitor> month(@PathVariable String application, @RequestParam YearMonth month) {
        return uptimes.month(application, month);
    }

    @GetMapping("/api/monitors/{application}/{id}/days")
    @Operation(summary = "Uptime of a monitor by day, oldest first")
    List<Uptimes.DayOfMonitor> days(
            @PathVariable String application,
            @PathVariable String id,
            @RequestParam(defaultValue = "90") @Min(1) @Max(400) int count) {
        return uptimes.days(application, id, count);
    }
}
