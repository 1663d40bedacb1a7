package org.vigie.dependency.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.dependency.Dependencies;
import org.vigie.dependency.DependencyFinding;

@RestController
@Tag(name = "Dependencies")
class DependencyController {

    private final Dependencies dependencies;

    DependencyController(Dependencies dependencies) {
        this.dependencies = dependencies;
    }

    @GetMapping("/api/applications/{application}/dependencies")
    @Operation(summary = "List flaws and updates of an application with their tickets and due dates, open ones first")
    List<DependencyFinding> findings(@PathVariable String application) {
        return dependencies.of(application);
    }
}
