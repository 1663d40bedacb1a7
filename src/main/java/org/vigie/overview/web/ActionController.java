package org.vigie.overview.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.security.Principal;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.demo.Demo;
import org.vigie.demo.DemoScenario;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
import org.vigie.operation.Operations;
import org.vigie.shared.HintedException;
import org.vigie.shared.InvalidFieldException;
import org.vigie.shared.NotFoundException;
import org.vigie.ticket.TicketDesk;
import org.vigie.trouble.Troubles;

/**
 * What the buttons of the pages do: the same as the API, by the account that is signed in. A form carries the key of its page, so
 * that two clicks do it once; requests from pages of other sites do not get here.
 */
@RestController
@Hidden
class ActionController {

    private static final int LONGEST = 4_000;

    private final TicketDesk tickets;
    private final Troubles troubles;
    private final Operations operations;
    private final OperationRequests requests;
    private final ObjectProvider<Demo> demo;

    ActionController(
            TicketDesk tickets,
            Troubles troubles,
            Operations operations,
            OperationRequests requests,
            ObjectProvider<Demo> demo) {
        this.tickets = tickets;
        this.troubles = troubles;
        this.operations = operations;
        this.requests = requests;
        this.demo = demo;
    }

    @PostMapping(path = "/tickets/{id}/take-up", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Void> takeUp(@PathVariable String id, Principal account) {
        tickets.takeUp(id, account.getName());
        return backTo("/tickets/" + id);
    }

    @PostMapping(path = "/tickets/{id}/answer", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Void> answer(
            @PathVariable String id, @RequestParam String key, @RequestParam String text, Principal account) {
        tickets.answer(id, key(id, key), required(text), account.getName());
        return backTo("/tickets/" + id);
    }

    @PostMapping(path = "/tickets/{id}/cancellation", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Void> cancel(
            @PathVariable String id, @RequestParam String key, @RequestParam String text, Principal account) {
        tickets.cancel(id, key(id, key), required(text), account.getName());
        return backTo("/tickets/" + id);
    }

    @PostMapping(path = "/tickets/{id}/reopening", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Void> reopen(
            @PathVariable String id, @RequestParam String key, @RequestParam String text, Principal account) {
        tickets.reopen(id, key(id, key), required(text), account.getName());
        return backTo("/tickets/" + id);
    }

    @PostMapping(path = "/troubles/{key}/retry", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Void> retry(@PathVariable String key, Principal account) {
        troubles.retry(key, account.getName());
        return backTo("/");
    }

    @PostMapping(path = "/operations/{id}/cancellation", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Void> cancelOperation(@PathVariable String id, Principal account) {
        operations.cancel(id, account.getName());
        return backTo("/operations/" + id);
    }

    @PostMapping(
            path = "/applications/{application}/databases/{database}/{kind:backups|restore-tests}",
            consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Void> backUpOrTest(
            @PathVariable String application,
            @PathVariable String database,
            @PathVariable String kind,
            @RequestParam String key,
            Principal account) {
        String once = key(application, key) + "/" + database + "/" + kind;
        return toNew(OperationRequest.of(application, kind, Map.of("database", database), account.getName(), once));
    }

    @PostMapping(path = "/applications/{application}/rollback", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Void> rollBack(
            @PathVariable String application, @RequestParam String key, @RequestParam String text, Principal account) {
        return toNew(OperationRequest.of(
                application, "rollbacks", Map.of("reason", required(text)), account.getName(), key(application, key)));
    }

    @PostMapping(path = "/scenarios/{scenario}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Void> show(@PathVariable String scenario, Principal account) {
        DemoScenario known = DemoScenario.find(scenario).orElseThrow(() -> noScenario(scenario));
        Demo shown = demo.getIfAvailable();
        if (shown == null) {
            throw noScenario(scenario);
        }
        shown.show(known, account.getName());
        return backTo("/");
    }

    private ResponseEntity<Void> toNew(OperationRequest request) {
        return backTo("/operations/" + requests.request(request).id());
    }

    private static HintedException noScenario(String scenario) {
        return new NotFoundException("there is no scenario " + scenario, "Scenarios are listed in docs/demo.md.");
    }

    private static String required(String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new InvalidFieldException(
                    "text", "is empty or longer than " + LONGEST + " characters", "Say in a sentence why.");
        }
        return text.strip();
    }

    private static String key(String id, String page) {
        if (!page.matches("[0-9a-f-]{36}")) {
            throw new InvalidFieldException("key", "is not that of a page", "Load the page again.");
        }
        return id + "/" + page;
    }

    /** With GET, so that loading it again does nothing twice. */
    private static ResponseEntity<Void> backTo(String page) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(page))
                .build();
    }
}
