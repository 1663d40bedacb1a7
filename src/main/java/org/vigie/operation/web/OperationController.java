package org.vigie.operation.web;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.engine.OperateLinks;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationCommands;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.operation.TargetHeldException;
import org.vigie.shared.InvalidFieldException;
import org.vigie.shared.NotFoundException;
import org.vigie.shared.web.IdempotencyKey;

@RestController
@RequestMapping("/api/applications/{application}/{kind}")
@Tag(name = "Operations")
class OperationController {

    private static final int LOG_LINES = 50;

    private final OperationRequests requests;
    private final Operations operations;
    private final OperationCommands commands;
    private final OperateLinks operate;

    OperationController(
            OperationRequests requests, Operations operations, OperationCommands commands, OperateLinks operate) {
        this.requests = requests;
        this.operations = operations;
        this.commands = commands;
        this.operate = operate;
    }

    @PostMapping
    @io.swagger.v3.oas.annotations.Operation(
            summary = "Ask for an operation",
            description =
                    "Answers while the engine is down. The same Idempotency-Key with the same body gives the same "
                            + "operation; 409 names who works on the target.")
    ResponseEntity<OperationView> request(
            @PathVariable String application,
            @PathVariable String kind,
            @RequestBody(required = false) @Nullable Map<String, Object> input,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String idempotencyKey,
            Principal account) {
        Operation accepted = requests.request(OperationRequest.of(
                application,
                kind,
                input == null ? Map.of() : input,
                account.getName(),
                IdempotencyKey.checked(idempotencyKey)));
        return accepted(accepted);
    }

    @GetMapping
    @io.swagger.v3.oas.annotations.Operation(
            summary = "List operations, newest first",
            description = "before is the id of the last operation of the page before.")
    List<OperationView> list(
            @PathVariable String application,
            @PathVariable String kind,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
        return operations.list(application, kind, status == null ? null : status(status), before, limit).stream()
                .map(operation -> OperationView.of(operations.shown(operation), links(operation), null, null))
                .toList();
    }

    @GetMapping("/{id}")
    @io.swagger.v3.oas.annotations.Operation(summary = "Read an operation with its steps and the end of its log")
    OperationView get(@PathVariable String application, @PathVariable String kind, @PathVariable String id) {
        Operation operation = require(application, kind, id);
        return OperationView.of(
                operations.shown(operation),
                links(operation),
                operations.steps(id).stream().map(OperationView.Step::of).toList(),
                commands.log(id, LOG_LINES));
    }

    @PostMapping("/{id}/cancellation")
    @io.swagger.v3.oas.annotations.Operation(summary = "End an operation early, with all that runs for it")
    ResponseEntity<OperationView> cancel(
            @PathVariable String application, @PathVariable String kind, @PathVariable String id, Principal account) {
        require(application, kind, id);
        return accepted(operations.cancel(id, account.getName()));
    }

    @ExceptionHandler
    ProblemDetail held(TargetHeldException e) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, e.fact());
        problem.setProperty("hint", e.hint());
        problem.setProperty("holder", e.holder());
        return problem;
    }

    private ResponseEntity<OperationView> accepted(Operation operation) {
        return ResponseEntity.accepted()
                .location(URI.create(self(operation)))
                .body(OperationView.of(operations.shown(operation), links(operation), null, null));
    }

    private Operation require(String application, String kind, String id) {
        Operation operation = operations.require(id);
        if (!operation.application().equals(application) || !operation.kind().equals(kind)) {
            throw new NotFoundException(
                    "there is no operation " + id + " among the " + kind + " of " + application,
                    "List them with GET /api/applications/" + application + "/" + kind + ".");
        }
        return operation;
    }

    private Map<String, String> links(Operation operation) {
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", self(operation));
        Long instance = operation.processInstanceKey();
        if (instance != null) {
            links.put("operate", operate.instance(instance).toString());
        }
        links.putAll(operations.links(operation));
        return links;
    }

    private static String self(Operation operation) {
        return "/api/applications/" + operation.application() + "/" + operation.kind() + "/" + operation.id();
    }

    private static OperationStatus status(String id) {
        try {
            return OperationStatus.of(id);
        } catch (IllegalArgumentException e) {
            throw new InvalidFieldException(
                    "status", "is not a known status", "Known are " + List.of(OperationStatus.values()) + ".");
        }
    }
}
