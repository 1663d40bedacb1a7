package org.vigie.release.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.release.pipeline.VersionList;
import org.vigie.release.record.VersionRecord;

/** The versions of an application. */
@RestController
@RequestMapping("/api/applications/{application}/versions")
@Tag(name = "Releases")
class VersionController {

    private final VersionList versions;

    VersionController(VersionList versions) {
        this.versions = versions;
    }

    @GetMapping
    @Operation(summary = "List the versions of an application, newest version first")
    List<VersionRecord> list(@PathVariable String application) {
        return versions.of(application);
    }
}
