package org.vigie.trouble.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.trouble.Trouble;
import org.vigie.trouble.Troubles;

@RestController
@RequestMapping("/api/troubles")
@Tag(name = "Troubles")
class TroubleController {

    private final Troubles troubles;

    TroubleController(Troubles troubles) {
        this.troubles = troubles;
    }

    @GetMapping
    @Operation(
            summary = "List what stands still until somebody looks at it, newest first",
            description = "Incidents of the engine, requests that no process has seen for five minutes, and more. "
                    + "With open=false also what is over.")
    List<Trouble> list(
            @RequestParam(defaultValue = "true") boolean open,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit,
            @RequestParam(defaultValue = "0") @Min(0) int offset) {
        return troubles.list(open, limit, offset);
    }

    @GetMapping("/{key}")
    @Operation(summary = "Read a trouble")
    Trouble get(@PathVariable String key) {
        return troubles.require(key);
    }

    @PostMapping("/{key}/retry")
    @Operation(
            summary = "Let go on what stands still",
            description = "An incident is resolved, its job gets new retries. It leaves the list when it is over.")
    ResponseEntity<Trouble> retry(@PathVariable String key, Principal account) {
        Trouble trouble = troubles.retry(key, account.getName());
        return ResponseEntity.accepted()
                .location(URI.create("/api/troubles/" + key))
                .body(trouble);
    }
}
