package org.vigie.evidence.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.evidence.EvidenceExports;
import org.vigie.evidence.Period;

@RestController
@RequestMapping("/api/evidence")
@Tag(name = "Evidence")
class EvidenceController {

    private static final MediaType ZIP = new MediaType("application", "zip");

    private final EvidenceExports exports;

    EvidenceController(EvidenceExports exports) {
        this.exports = exports;
    }

    @GetMapping
    @Operation(
            summary = "Take everything that proves what happened in a period, as a ZIP",
            description =
                    "Days in UTC, the last one included. Check it offline with sha256sum -c MANIFEST.sha256; the hash of the "
                            + "manifest is in the header Vigie-Manifest-SHA256 and in the audit trail. The export itself is recorded there.")
    ResponseEntity<InputStreamResource> export(
            @RequestParam LocalDate from,
            @RequestParam LocalDate to,
            @RequestParam(required = false) @Nullable String application,
            Principal account) {
        Period period = new Period(
                from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                to.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        EvidenceExports.Export export = exports.export(period, application, account.getName());
        return ResponseEntity.ok()
                .contentType(ZIP)
                .contentLength(export.size())
                .cacheControl(CacheControl.noStore())
                .header("Vigie-Manifest-SHA256", export.manifestHash())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"vigie-evidence-%s-%s.zip\"".formatted(from, to))
                .body(new InputStreamResource(export.content()));
    }
}
