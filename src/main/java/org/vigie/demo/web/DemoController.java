package org.vigie.demo.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.demo.Demo;
import org.vigie.demo.DemoRun;
import org.vigie.demo.DemoScenario;
import org.vigie.shared.NotFoundException;

@RestController
@RequestMapping("/api/demo")
@Tag(name = "Demo")
@ConditionalOnProperty(name = "vigie.demo.enabled", havingValue = "true")
class DemoController {

    private final Demo demo;

    DemoController(Demo demo) {
        this.demo = demo;
    }

    @PostMapping("/{scenario}")
    @Operation(
            summary = "Show a scenario with the application demo",
            description = "tour, tickets, past-ticket, release, backup, failing-release or incident; one at a time.")
    ResponseEntity<DemoRun> show(@PathVariable String scenario, Principal account) {
        DemoScenario known = DemoScenario.find(scenario)
                .orElseThrow(() -> new NotFoundException(
                        "there is no scenario " + scenario, "Known are " + List.of(DemoScenario.values()) + "."));
        return ResponseEntity.accepted().location(URI.create("/api/demo")).body(demo.show(known, account.getName()));
    }

    @GetMapping
    @Operation(summary = "List the scenarios that were shown, newest first")
    List<DemoRun> list() {
        return demo.list();
    }
}
