package org.vigie.modelling.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.security.Principal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.modelling.Deployment;
import org.vigie.modelling.ModelDesk;
import org.vigie.modelling.ModelSet;
import org.vigie.modelling.Trial;
import org.vigie.modelling.check.Difference;
import org.vigie.shared.ConflictException;
import org.vigie.shared.Words;

@RestController
@RequestMapping("/api/models")
@Tag(name = "Models")
class ModelController {

    private static final int MOST_FILES = 100;

    private final ModelDesk desk;

    ModelController(ModelDesk desk) {
        this.desk = desk;
    }

    /** A model in force. */
    record Model(String id, String content) {}

    /**
     * What is in force and what was.
     *
     * @param open the newest trial of a change of what is in force, null if there is none
     */
    record Overview(
            List<Model> models,
            List<Deployment> deployments,
            @Nullable TrialView open) {}

    /** A reason in a sentence. */
    record Reason(String file, @Nullable String element, String sentence) {}

    /** A trial in the language of its reader. */
    record TrialView(
            String id,
            boolean accepted,
            String askedBy,
            Instant askedAt,
            List<String> files,
            List<Reason> refusals,
            List<Difference> differences,
            List<String> history,
            Map<String, Map<String, Integer>> running,
            boolean runningKnown) {

        static TrialView of(Trial trial, Locale language) {
            Words words = new Words("modelling", language);
            return new TrialView(
                    trial.id(),
                    trial.isAccepted(),
                    trial.askedBy(),
                    trial.askedAt(),
                    trial.files(),
                    trial.report().refusals().stream()
                            .map(finding -> new Reason(finding.file(), finding.element(), finding.in(words)))
                            .toList(),
                    trial.report().differences(),
                    trial.report().history().stream()
                            .map(tried -> tried.in(words))
                            .toList(),
                    trial.report().running(),
                    trial.report().runningKnown());
        }
    }

    /** Another file that belongs to a change; without a text it is removed. */
    record OtherFile(@NotBlank String id, @Nullable String text) {}

    /** A change. */
    record Change(
            @NotNull String text,
            @Size(max = MOST_FILES) @Nullable List<@Valid OtherFile> others) {}

    /** Which trial is meant. */
    record Wanted(@NotBlank String trial) {}

    @GetMapping
    @Operation(
            summary = "Read which models are in force",
            description = "With what was deployed when by whom, and the newest change that was tried and not deployed.")
    Overview list(Locale language) {
        return new Overview(
                desk.inForce().files().entrySet().stream()
                        .map(file -> new Model(file.getKey(), ModelSet.hash(file.getValue())))
                        .toList(),
                desk.deployments(),
                desk.open().map(trial -> TrialView.of(trial, language)).orElse(null));
    }

    @PostMapping("/{id}/trials")
    @Operation(
            summary = "Try a change",
            description =
                    "The id is the name of the file, such as ticket.bpmn. Nothing comes into force: the answer says what stands"
                            + " against it, what differs, what changed rules would have made of the past, and how many running cases are where.")
    ResponseEntity<TrialView> tryOut(
            @PathVariable String id, @Valid @RequestBody Change change, Principal account, Locale language) {
        Map<String, @Nullable String> files = new HashMap<>();
        if (change.others() != null) {
            change.others().forEach(other -> files.put(other.id(), other.text()));
        }
        files.put(id, change.text());
        Trial trial = desk.tryOut(files, account.getName());
        return ResponseEntity.created(URI.create("/api/models/trials/" + trial.id()))
                .body(TrialView.of(trial, language));
    }

    @GetMapping("/trials/{id}")
    @Operation(summary = "Read a trial")
    TrialView trial(@PathVariable String id, Locale language) {
        return TrialView.of(desk.trial(id), language);
    }

    @PostMapping("/{id}/deployments")
    @Operation(
            summary = "Put a change that was tried into force",
            description =
                    "Running cases are brought along. The same trial is deployed once, however often it is asked for.")
    ResponseEntity<Deployment> deploy(@PathVariable String id, @Valid @RequestBody Wanted wanted, Principal account) {
        if (!desk.trial(wanted.trial()).files().contains(id)) {
            throw new ConflictException(
                    "the trial is not about " + id, "Name one of the files that the trial is about.");
        }
        return accepted(desk.deploy(wanted.trial(), account.getName()));
    }

    @GetMapping("/deployments/{number}")
    @Operation(summary = "Read what became of a deployment")
    Deployment deployment(@PathVariable long number) {
        return desk.deployment(number);
    }

    @PostMapping("/rollbacks")
    @Operation(
            summary = "Put the models before those in force into force again",
            description = "Running cases are brought along; refused if some are where the version before has nothing.")
    ResponseEntity<Deployment> rollBack(Principal account) {
        return accepted(desk.rollBack(account.getName()));
    }

    private static ResponseEntity<Deployment> accepted(Deployment deployment) {
        return ResponseEntity.accepted()
                .location(URI.create("/api/models/deployments/" + deployment.number()))
                .body(deployment);
    }
}
