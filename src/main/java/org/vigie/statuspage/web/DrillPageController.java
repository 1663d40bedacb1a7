package org.vigie.statuspage.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.plan.Plans;
import org.vigie.shared.NotFoundException;
import org.vigie.statuspage.page.StatusPublisher;

@RestController
@Tag(name = "Status page")
class DrillPageController {

    private final Plans plans;
    private final StatusPublisher pages;

    DrillPageController(Plans plans, StatusPublisher pages) {
        this.plans = plans;
        this.pages = pages;
    }

    @GetMapping(path = "/api/applications/{application}/drill-page", produces = MediaType.TEXT_HTML_VALUE)
    @Operation(summary = "Read what the status page would show if the drills were real")
    ResponseEntity<byte[]> page(@PathVariable String application) {
        byte[] page = plans.find(application)
                .flatMap(pages::drillPage)
                .orElseThrow(() -> new NotFoundException(
                        "there was no drill of " + application,
                        "Begin one with POST /api/applications/" + application + "/crises and drill true."));
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(page);
    }
}
