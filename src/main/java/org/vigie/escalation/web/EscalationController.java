package org.vigie.escalation.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.escalation.Escalation;
import org.vigie.escalation.Escalations;

@RestController
@RequestMapping("/api/tickets/{id}")
@Tag(name = "Escalations")
class EscalationController {

    private final Escalations escalations;

    EscalationController(Escalations escalations) {
        this.escalations = escalations;
    }

    /** What the acknowledging person adds; may be left out. */
    record Remark(@Nullable @Size(max = 4_000) String text) {}

    @GetMapping("/escalations")
    @Operation(summary = "List the escalations of a ticket, oldest first")
    List<Escalation> list(@PathVariable String id) {
        return escalations.of(id);
    }

    @PostMapping("/escalation-acknowledgement")
    @Operation(
            summary = "Acknowledge the escalations of a ticket",
            description = "Nobody else is told afterwards. Repeating it changes nothing.")
    List<Escalation> acknowledge(
            @PathVariable String id, @Valid @RequestBody(required = false) @Nullable Remark remark, Principal account) {
        return escalations.acknowledgeAll(
                id, account.getName(), Escalation.Way.API, remark == null ? null : remark.text());
    }
}
