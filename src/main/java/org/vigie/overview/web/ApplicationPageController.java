package org.vigie.overview.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.backup.BackupStates;
import org.vigie.monitoring.check.Monitors;
import org.vigie.operation.Operations;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.release.ServingVersions;
import org.vigie.shared.NotFoundException;

/** An application: what serves, how its backups are, what is watched, and what was done with it. */
@RestController
@Hidden
class ApplicationPageController {

    private static final int LINES = 30;

    private final Pages pages;
    private final Frames frames;
    private final Plans plans;
    private final ServingVersions versions;
    private final BackupStates backups;
    private final Monitors monitors;
    private final Operations operations;

    ApplicationPageController(
            Pages pages,
            Frames frames,
            Plans plans,
            ServingVersions versions,
            BackupStates backups,
            Monitors monitors,
            Operations operations) {
        this.pages = pages;
        this.frames = frames;
        this.plans = plans;
        this.versions = versions;
        this.backups = backups;
        this.monitors = monitors;
        this.operations = operations;
    }

    /**
     * @param serving empty if nothing was released by Vigie yet
     * @param before what a rollback would bring back; empty: nothing
     */
    record ApplicationPage(
            Frame frame,
            String id,
            String name,
            String serving,
            String before,
            List<BackupLine> backups,
            List<MonitorLine> monitors,
            List<OperationLine> operations) {}

    @GetMapping("/applications/{application:[a-z0-9-]+}")
    ResponseEntity<byte[]> one(@PathVariable String application, HttpServletRequest request) {
        MaintenancePlan plan = plans.find(application)
                .orElseThrow(() -> new NotFoundException(
                        "there is no application " + application, "Applications have a plan file each."));
        Frame frame = frames.of(request, "application.title", plan.name());
        Moments moments = frames.moments(frame);
        return pages.page(
                "application",
                new ApplicationPage(
                        frame,
                        plan.application(),
                        plan.name(),
                        versions.of(application)
                                .map(serving -> serving.version() + " – "
                                        + moments.atOrNothing(serving.since(), plan.timeZone()))
                                .orElse(""),
                        versions.before(application).orElse(""),
                        backups.of(application).stream()
                                .map(state -> BackupLine.of(state, moments))
                                .toList(),
                        monitors.list(application).stream()
                                .map(monitor -> MonitorLine.of(monitor, plan.timeZone(), moments))
                                .toList(),
                        operations.latest(application, LINES).stream()
                                .map(operation -> OperationLine.of(operation, plan.timeZone(), moments))
                                .toList()));
    }
}
