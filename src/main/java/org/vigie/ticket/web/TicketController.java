package org.vigie.ticket.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.audit.AuditEntry;
import org.vigie.shared.InvalidFieldException;
import org.vigie.shared.web.Accepted;
import org.vigie.shared.web.IdempotencyKey;
import org.vigie.ticket.ProcessStarts;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;
import org.vigie.ticket.TicketIntake;
import org.vigie.ticket.TicketStatus;

@RestController
@RequestMapping("/api/tickets")
@Tag(name = "Tickets")
class TicketController {

    private final TicketIntake intake;
    private final TicketDesk desk;
    private final ProcessStarts starts;

    TicketController(TicketIntake intake, TicketDesk desk, ProcessStarts starts) {
        this.intake = intake;
        this.desk = desk;
        this.starts = starts;
    }

    /** What a person says about a ticket. */
    record Remark(@NotBlank @Size(max = 4_000) String text) {}

    @PostMapping
    @Operation(
            summary = "Create a ticket",
            description = "Answers while the engine is down; processInstanceKey is then null until it is back. "
                    + "The same Idempotency-Key gives the same ticket.")
    ResponseEntity<Ticket> create(
            @Valid @RequestBody TicketRequest request,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String idempotencyKey) {
        Ticket ticket = intake.create(request.toNewTicket(IdempotencyKey.checked(idempotencyKey)));
        return ResponseEntity.created(URI.create("/api/tickets/" + ticket.id())).body(starts.await(ticket));
    }

    @GetMapping
    @Operation(summary = "List tickets, newest first")
    List<Ticket> list(
            @RequestParam(required = false) @Nullable String application,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit,
            @RequestParam(defaultValue = "0") @Min(0) int offset) {
        return desk.list(application, status == null ? null : status(status), limit, offset);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a ticket")
    Ticket get(@PathVariable String id) {
        return desk.get(id);
    }

    @GetMapping("/{id}/history")
    @Operation(summary = "Read the audit trail of a ticket, oldest entry first")
    List<AuditEntry> history(@PathVariable String id) {
        return desk.history(id);
    }

    @PostMapping("/{id}/take-up")
    @Operation(
            summary = "Take a ticket up",
            description =
                    "Meets the response target, as claiming the task in Tasklist does. Repeating it changes nothing.")
    Ticket takeUp(@PathVariable String id, Principal account) {
        return desk.takeUp(id, account.getName());
    }

    @PostMapping("/{id}/answers")
    @Operation(summary = "Hand in the reporter's answer to the question that the ticket waits for")
    ResponseEntity<Accepted> answer(
            @PathVariable String id,
            @Valid @RequestBody Remark answer,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String idempotencyKey,
            Principal account) {
        desk.answer(id, key(id, idempotencyKey), answer.text(), account.getName());
        return accepted(id);
    }

    @PostMapping("/{id}/cancellation")
    @Operation(summary = "Cancel an open ticket")
    ResponseEntity<Accepted> cancel(
            @PathVariable String id,
            @Valid @RequestBody Remark reason,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String idempotencyKey,
            Principal account) {
        desk.cancel(id, key(id, idempotencyKey), reason.text(), account.getName());
        return accepted(id);
    }

    @PostMapping("/{id}/reopening")
    @Operation(summary = "Take a closed ticket up again, within the period of the plan file")
    ResponseEntity<Accepted> reopen(
            @PathVariable String id,
            @Valid @RequestBody Remark reason,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String idempotencyKey,
            Principal account) {
        desk.reopen(id, key(id, idempotencyKey), reason.text(), account.getName());
        return accepted(id);
    }

    private static ResponseEntity<Accepted> accepted(String id) {
        return Accepted.at(id, URI.create("/api/tickets/" + id));
    }

    private static String key(String ticketId, @Nullable String idempotencyKey) {
        String key = IdempotencyKey.checked(idempotencyKey);
        return ticketId + "/" + (key == null ? UUID.randomUUID() : key);
    }

    private static TicketStatus status(String id) {
        try {
            return TicketStatus.of(id);
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException(
                    "status", "is not a known status", "Known are " + List.of(TicketStatus.values()) + ".");
        }
    }
}
