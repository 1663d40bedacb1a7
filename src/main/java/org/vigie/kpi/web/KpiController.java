package org.vigie.kpi.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.kpi.KpiMonth;
import org.vigie.kpi.Kpis;

@RestController
@RequestMapping("/api/kpis")
@Tag(name = "Indicators")
class KpiController {

    private final Kpis kpis;

    KpiController(Kpis kpis) {
        this.kpis = kpis;
    }

    @GetMapping
    @Operation(
            summary = "Read the indicators of a month",
            description =
                    "Of one application or of all; the month that goes on if none is given. A figure of too little is null, "
                            + "and says why. Exercises count nowhere. docs/kpis.md defines each indicator.")
    List<KpiMonth> of(
            @RequestParam(required = false) @Nullable String application,
            @RequestParam(required = false) @Nullable YearMonth month) {
        return application == null ? kpis.ofAll(month) : List.of(kpis.of(application, month));
    }
}
