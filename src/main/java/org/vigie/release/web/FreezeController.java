package org.vigie.release.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.release.freeze.Freeze;
import org.vigie.release.freeze.Freezes;
import org.vigie.shared.NotFoundException;

/** When an application is not released. */
@RestController
@RequestMapping("/api/applications/{application}/freezes")
@Tag(name = "Releases")
class FreezeController {

    private final Plans plans;
    private final Freezes freezes;
    private final Clock clock;

    FreezeController(Plans plans, Freezes freezes, Clock clock) {
        this.plans = plans;
        this.freezes = freezes;
        this.clock = clock;
    }

    @GetMapping
    @Operation(summary = "List the freezes that are on or begin within the next days, in the order of their beginning")
    List<Freeze> list(@PathVariable String application, @RequestParam(defaultValue = "30") @Min(1) @Max(400) int days) {
        MaintenancePlan plan = plans.find(application)
                .orElseThrow(() -> new NotFoundException(
                        "there is no application " + application, "Applications have a plan file each."));
        Instant now = clock.instant();
        return freezes.between(plan, now, now.plus(Duration.ofDays(days)));
    }
}
