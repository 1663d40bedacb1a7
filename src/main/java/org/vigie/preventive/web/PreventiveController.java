package org.vigie.preventive.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.preventive.PreventiveRun;
import org.vigie.preventive.PreventiveRuns;
import org.vigie.preventive.PreventiveViews;

@RestController
@Tag(name = "Preventive maintenance")
class PreventiveController {

    private final PreventiveViews views;
    private final PreventiveRuns runs;

    PreventiveController(PreventiveViews views, PreventiveRuns runs) {
        this.views = views;
        this.runs = runs;
    }

    @GetMapping("/api/applications/{application}/maintenance")
    @Operation(summary = "Read the preventive calendar: the next day of every entry, and what fell due")
    PreventiveViews.View calendar(@PathVariable String application) {
        return views.of(application);
    }

    /** @param entry as in the table {@code preventiveCalendar} */
    record Wanted(@NotBlank @Size(max = 100) String entry) {}

    @PostMapping("/api/applications/{application}/maintenance")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Begin an entry now, whatever day it is")
    PreventiveRun begin(@PathVariable String application, @Valid @RequestBody Wanted wanted, Principal account) {
        return runs.ask(application, wanted.entry(), account.getName());
    }

    @GetMapping("/api/maintenance/{id}")
    @Operation(summary = "Read what came of an entry that fell due")
    PreventiveViews.Details details(@PathVariable String id) {
        return views.details(id);
    }

    @GetMapping(path = "/api/maintenance/{id}/document", produces = "text/markdown;charset=UTF-8")
    @Operation(summary = "Read it as a document in Markdown, in the language of the plan")
    String document(@PathVariable String id) {
        return views.document(id);
    }
}
