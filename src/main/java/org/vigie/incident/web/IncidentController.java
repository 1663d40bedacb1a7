package org.vigie.incident.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.alert.Alert;
import org.vigie.incident.Incident;
import org.vigie.incident.IncidentEnding;
import org.vigie.incident.Incidents;
import org.vigie.incident.remedy.Remedies;
import org.vigie.incident.remedy.RemedyTurn;
import org.vigie.shared.NotFoundException;
import org.vigie.shared.StoredJson;
import org.vigie.shared.web.Accepted;

@RestController
@RequestMapping("/api/incidents")
@Tag(name = "Incidents")
class IncidentController {

    private final Incidents incidents;
    private final IncidentEnding ends;
    private final Remedies remedies;
    private final StoredJson json;

    IncidentController(Incidents incidents, IncidentEnding ends, Remedies remedies, StoredJson json) {
        this.incidents = incidents;
        this.ends = ends;
        this.remedies = remedies;
        this.json = json;
    }

    /**
     * An incident with all that is known of it.
     *
     * @param diagnosis what Vigie found out last; null before it looked
     * @param remedies what was proposed and done, oldest first
     * @param operation where its process is followed
     */
    record Details(
            Incident incident,
            List<Alert> alerts,
            @Nullable Map<String, Object> diagnosis,
            List<RemedyTurn> remedies,
            String operation) {}

    @GetMapping
    @Operation(summary = "List incidents, newest first", description = "With open=true those that are not over.")
    List<Incident> list(
            @RequestParam(required = false) @Nullable String application,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
        return incidents.list(application, open, before, limit);
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read an incident with its alerts, what was found out and what was done")
    Details get(@PathVariable String id) {
        Incident incident = incidents.require(id);
        return new Details(
                incident,
                incidents.alertsOf(id),
                incidents.diagnosisOf(id).map(json::readValues).orElse(null),
                remedies.of(id),
                address(incident).toString());
    }

    @GetMapping(path = "/{id}/diagnosis", produces = "text/markdown;charset=UTF-8")
    @Operation(summary = "Read what Vigie found out last, as a document in Markdown")
    String diagnosis(@PathVariable String id) {
        incidents.require(id);
        return incidents
                .documentOf(id)
                .orElseThrow(() -> new NotFoundException(
                        "incident " + id + " is not diagnosed yet", "Wait until its process has begun."));
    }

    /** Why a person says that it is over. */
    record Resolution(@Size(max = 2000) @Nullable String remark) {}

    @PostMapping("/{id}/resolution")
    @Operation(summary = "Say that an incident is over, whatever the checks tell")
    ResponseEntity<Accepted> resolve(
            @PathVariable String id,
            @Valid @RequestBody(required = false) @Nullable Resolution resolution,
            Principal account) {
        Incident incident = ends.resolve(id, account.getName(), resolution == null ? null : resolution.remark());
        return Accepted.at(id, address(incident));
    }

    private static URI address(Incident incident) {
        return URI.create("/api/applications/" + incident.application() + "/incidents/" + incident.id());
    }
}
