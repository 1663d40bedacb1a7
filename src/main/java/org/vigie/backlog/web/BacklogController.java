package org.vigie.backlog.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.backlog.Backlog;
import org.vigie.backlog.BacklogItem;

@RestController
@Tag(name = "Backlog")
class BacklogController {

    private final Backlog backlog;

    BacklogController(Backlog backlog) {
        this.backlog = backlog;
    }

    @GetMapping("/api/applications/{app}/backlog")
    @Operation(
            summary = "List the open evolutions of an application, highest score first",
            description = "What was not reviewed yet comes last, without marks and score.")
    List<BacklogItem> backlog(@PathVariable String app) {
        return backlog.of(app);
    }
}
