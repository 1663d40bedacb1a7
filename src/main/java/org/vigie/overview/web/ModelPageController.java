package org.vigie.overview.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.security.Principal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.modelling.Deployment;
import org.vigie.modelling.ModelDesk;
import org.vigie.modelling.ModelKind;
import org.vigie.modelling.Trial;
import org.vigie.modelling.check.UnreadableModelException;
import org.vigie.modelling.picture.DiagramPicture;
import org.vigie.modelling.picture.TableView;
import org.vigie.shared.NotFoundException;
import org.vigie.shared.Words;

/** What owners of processes changed: tried, side by side with what is in force, and deployed by one button. */
@RestController
@Hidden
class ModelPageController {

    private static final MediaType SVG = MediaType.valueOf("image/svg+xml");

    private final Pages pages;
    private final Frames frames;
    private final ModelDesk desk;

    ModelPageController(Pages pages, Frames frames, ModelDesk desk) {
        this.pages = pages;
        this.frames = frames;
        this.desk = desk;
    }

    /** @param open null: nothing was saved that is not in force */
    record ModelsPage(
            Frame frame,
            String inForce,
            @Nullable TrialLine open,
            List<DeploymentLine> deployments,
            boolean canRollBack,
            boolean refresh) {}

    /** A change in short. */
    record TrialLine(String id, String files, String when, String by, boolean accepted, List<String> reasons) {}

    /** A deployment in a list. */
    record DeploymentLine(
            String number,
            String kind,
            String when,
            String by,
            String status,
            String state,
            int moved,
            int left,
            String cause) {}

    /** @param canDeploy whether it is about what is in force and nothing stands against it */
    record TrialPage(
            Frame frame,
            TrialLine trial,
            List<Change> changes,
            List<String> history,
            List<String> running,
            boolean runningKnown,
            List<Sides> files,
            boolean canDeploy) {}

    /** Something that is not as it was. */
    record Change(String how, String said, String file, String kind, String name) {}

    /**
     * A file on both sides.
     *
     * @param before address of the picture, empty if there is none
     * @param after likewise
     * @param parts of the pictures that something differs in, counted from 0
     */
    record Sides(
            String file,
            String before,
            String after,
            List<Integer> parts,
            List<TableView> tablesBefore,
            List<TableView> tablesAfter) {}

    @GetMapping("/models")
    ResponseEntity<byte[]> models(HttpServletRequest request) {
        Frame frame = frames.of(request, "models.title");
        Moments moments = frames.moments(frame);
        List<Deployment> deployments = desk.deployments();
        return pages.page(
                "models",
                new ModelsPage(
                        frame,
                        deployments.stream()
                                .filter(deployment -> !deployment.state().equals("failed"))
                                .findFirst()
                                .map(newest -> frame.say(
                                        "models.inForce",
                                        newest.number(),
                                        moments.at(newest.requestedAt(), ZoneId.systemDefault()),
                                        newest.requestedBy()))
                                .orElse(frame.say("models.shipped")),
                        desk.open().map(trial -> line(trial, frame, moments)).orElse(null),
                        deployments.stream()
                                .map(deployment -> line(deployment, frame, moments))
                                .toList(),
                        desk.canRollBack(),
                        deployments.stream().anyMatch(Deployment::isUnderWay)));
    }

    private static TrialLine line(Trial trial, Frame frame, Moments moments) {
        Words words = new Words("modelling", frame.words().language());
        return new TrialLine(
                trial.id(),
                String.join(", ", trial.files()),
                moments.at(trial.askedAt(), ZoneId.systemDefault()),
                trial.askedBy(),
                trial.isAccepted(),
                trial.report().refusals().stream()
                        .map(finding -> finding.in(words))
                        .toList());
    }

    private static DeploymentLine line(Deployment deployment, Frame frame, Moments moments) {
        return new DeploymentLine(
                String.valueOf(deployment.number()),
                frame.say("models.kind." + deployment.kind()),
                moments.at(deployment.requestedAt(), ZoneId.systemDefault()),
                deployment.requestedBy(),
                frame.say("models.state." + deployment.state()),
                switch (deployment.state()) {
                    case "live" -> deployment.leftBehind() == 0 ? "up" : "degraded";
                    case "failed" -> "down";
                    default -> "maintenance";
                },
                deployment.migrated(),
                deployment.leftBehind(),
                deployment.cause() == null ? "" : deployment.cause());
    }

    @GetMapping("/models/trials/{id}")
    ResponseEntity<byte[]> trial(@PathVariable String id, HttpServletRequest request) {
        Trial trial = desk.trial(id);
        Frame frame = frames.of(request, "models.trial", String.join(", ", trial.files()));
        Words words = new Words("modelling", frame.words().language());
        List<String> running = new ArrayList<>();
        trial.report()
                .running()
                .forEach((process, elements) -> elements.forEach(
                        (element, count) -> running.add(frame.say("models.running.at", process, count, element))));
        return pages.page(
                "modelTrial",
                new TrialPage(
                        frame,
                        line(trial, frame, frames.moments(frame)),
                        trial.report().differences().stream()
                                .map(difference -> new Change(
                                        difference.how(),
                                        frame.say("models.how." + difference.how()),
                                        difference.file(),
                                        difference.kind(),
                                        difference.name()))
                                .toList(),
                        trial.report().history().stream()
                                .map(tried -> tried.in(words))
                                .toList(),
                        running,
                        trial.report().runningKnown(),
                        trial.files().stream().map(file -> sides(trial, file)).toList(),
                        trial.isAccepted() && desk.inForce().hash().equals(trial.baseHash())));
    }

    private Sides sides(Trial trial, String file) {
        if (file.endsWith(ModelKind.DECISION.ending())) {
            return new Sides(file, "", "", List.of(), tables(trial, file, true), tables(trial, file, false));
        }
        return new Sides(
                file,
                picture(trial, file, "before"),
                picture(trial, file, "after"),
                IntStream.range(0, regions(trial, file).size()).boxed().toList(),
                List.of(),
                List.of());
    }

    private List<DiagramPicture.Region> regions(Trial trial, String file) {
        if (!file.endsWith(ModelKind.PROCESS.ending())) {
            return List.of();
        }
        List<String> versions = Stream.of(true, false)
                .flatMap(before -> desk.text(trial, file, before).stream())
                .toList();
        try {
            return DiagramPicture.regions(file, versions, differing(trial, file));
        } catch (UnreadableModelException e) {
            return List.of();
        }
    }

    private List<TableView> tables(Trial trial, String file, boolean before) {
        try {
            return desk.text(trial, file, before)
                    .map(text -> TableView.of(file, text, differing(trial, file)))
                    .orElse(List.of());
        } catch (UnreadableModelException e) {
            return List.of();
        }
    }

    private String picture(Trial trial, String file, String side) {
        return file.endsWith(ModelKind.PROCESS.ending())
                        && desk.text(trial, file, side.equals("before")).isPresent()
                ? "/models/trials/" + trial.id() + "/" + side + "/" + ModelKind.PROCESS.idIn(file) + ".svg"
                : "";
    }

    private static Map<String, String> differing(Trial trial, String file) {
        Map<String, String> differing = new HashMap<>();
        trial.report().differences().stream()
                .filter(difference -> difference.file().equals(file))
                .forEach(difference -> differing.put(difference.element(), difference.how()));
        return differing;
    }

    @GetMapping("/models/trials/{id}/{side:before|after}/{process:[A-Za-z][A-Za-z0-9-]*}.svg")
    ResponseEntity<byte[]> picture(
            @PathVariable String id,
            @PathVariable String side,
            @PathVariable String process,
            @RequestParam(defaultValue = "-1") int part) {
        Trial trial = desk.trial(id);
        String file = process + ModelKind.PROCESS.ending();
        String text = desk.text(trial, file, side.equals("before"))
                .orElseThrow(() ->
                        new NotFoundException("the change has no such picture", "Look at the page of the change."));
        List<DiagramPicture.Region> regions = part < 0 ? List.of() : regions(trial, file);
        if (part >= 0 && part >= regions.size()) {
            throw new NotFoundException("the picture has no such part", "Look at the page of the change.");
        }
        try {
            return ResponseEntity.ok()
                    .contentType(SVG)
                    .cacheControl(CacheControl.noStore())
                    .header("Content-Security-Policy", "default-src 'none'")
                    .header("X-Content-Type-Options", "nosniff")
                    .body(DiagramPicture.of(file, text, differing(trial, file), part < 0 ? null : regions.get(part))
                            .getBytes(UTF_8));
        } catch (UnreadableModelException e) {
            throw new NotFoundException("the diagram cannot be drawn", "Open it in Camunda Modeler.");
        }
    }

    @PostMapping(path = "/models/trials/{id}/deployment", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Void> deploy(@PathVariable String id, Principal account) {
        desk.deploy(id, account.getName());
        return toModels();
    }

    @PostMapping(path = "/models/rollback", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<Void> rollBack(Principal account) {
        desk.rollBack(account.getName());
        return toModels();
    }

    private static ResponseEntity<Void> toModels() {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create("/models"))
                .build();
    }
}
