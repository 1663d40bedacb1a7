package org.vigie.overview.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.vigie.backup.BackupStates;
import org.vigie.demo.Demo;
import org.vigie.demo.DemoScenario;
import org.vigie.incident.Incident;
import org.vigie.incident.Incidents;
import org.vigie.monitoring.MonitorState;
import org.vigie.monitoring.MonitorView;
import org.vigie.monitoring.check.Monitors;
import org.vigie.operation.Operations;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.release.ServingVersions;
import org.vigie.sla.NextTarget;
import org.vigie.sla.SlaReadings;
import org.vigie.ticket.Ticket;
import org.vigie.ticket.TicketDesk;
import org.vigie.trouble.Trouble;
import org.vigie.trouble.Troubles;

/** {@code /}: what is wrong now, what is worked on, and what is well. */
@RestController
@Hidden
class NowController {

    private static final int LINES = 50;
    private static final List<String> SCENARIOS =
            Arrays.stream(DemoScenario.values()).map(DemoScenario::id).toList();

    private final Pages pages;
    private final Frames frames;
    private final Plans plans;
    private final Troubles troubles;
    private final Incidents incidents;
    private final TicketDesk tickets;
    private final SlaReadings clocks;
    private final Operations operations;
    private final Monitors monitors;
    private final BackupStates backups;
    private final ServingVersions versions;
    private final ObjectProvider<Demo> demo;

    NowController(
            Pages pages,
            Frames frames,
            Plans plans,
            Troubles troubles,
            Incidents incidents,
            TicketDesk tickets,
            SlaReadings clocks,
            Operations operations,
            Monitors monitors,
            BackupStates backups,
            ServingVersions versions,
            ObjectProvider<Demo> demo) {
        this.pages = pages;
        this.frames = frames;
        this.plans = plans;
        this.troubles = troubles;
        this.incidents = incidents;
        this.tickets = tickets;
        this.clocks = clocks;
        this.operations = operations;
        this.monitors = monitors;
        this.backups = backups;
        this.versions = versions;
        this.demo = demo;
    }

    /**
     * What the page shows.
     *
     * @param well how many monitors are up; only others are listed
     */
    record Now(
            Frame frame,
            String asOf,
            List<TroubleLine> troubles,
            List<IncidentLine> incidents,
            List<TicketLine> tickets,
            List<OperationLine> operations,
            long well,
            List<MonitorLine> monitors,
            List<BackupLine> backups,
            List<ServingLine> serving,
            List<String> scenarios) {

        /** The worst of what it shows, as the sign of the page. */
        String overall() {
            boolean down = !incidents.isEmpty()
                    || monitors.stream().anyMatch(monitor -> monitor.sign().equals("down"))
                    || tickets.stream().anyMatch(ticket -> ticket.state().equals("down"));
            if (down) {
                return "down";
            }
            boolean degraded = !troubles.isEmpty()
                    || monitors.stream().anyMatch(monitor -> !monitor.sign().equals("maintenance"))
                    || backups.stream().anyMatch(backup -> backup.state().equals("down"));
            return degraded ? "degraded" : "up";
        }
    }

    record TroubleLine(String key, String message, String hint, String link, String subject, String since) {}

    record IncidentLine(String id, String application, String title, String priority, String since, String ticket) {}

    record ServingLine(String application, String name, String version, String since) {}

    @GetMapping("/")
    ResponseEntity<byte[]> now(HttpServletRequest request) {
        Frame frame = frames.of(request, "now.title");
        Moments moments = frames.moments(frame);
        List<Ticket> open = tickets.open(LINES);
        Map<String, NextTarget> next =
                clocks.nextOf(open.stream().map(Ticket::id).toList());
        List<MonitorView> watched = monitors.list(null);
        return pages.page(
                "now",
                new Now(
                        frame,
                        frame.words().exactly(moments.now(), ZoneId.systemDefault()),
                        troubles.list(true, LINES, 0).stream()
                                .map(trouble -> trouble(trouble, moments))
                                .toList(),
                        incidents.list(null, true, null, LINES).stream()
                                .map(incident -> incident(incident, moments))
                                .toList(),
                        open.stream()
                                .map(ticket -> TicketLine.of(
                                        ticket, next.get(ticket.id()), zone(ticket.application()), moments))
                                .toList(),
                        operations.open(LINES).stream()
                                .map(operation -> OperationLine.of(operation, zone(operation.application()), moments))
                                .toList(),
                        watched.stream()
                                .filter(monitor -> monitor.state() == MonitorState.UP)
                                .count(),
                        watched.stream()
                                .filter(monitor -> monitor.state() != MonitorState.UP)
                                .map(monitor -> MonitorLine.of(monitor, zone(monitor.application()), moments))
                                .toList(),
                        plans.all().stream()
                                .flatMap(plan -> backups.of(plan.application()).stream())
                                .filter(state -> state.configured())
                                .map(state -> BackupLine.of(state, moments))
                                .toList(),
                        plans.all().stream().map(plan -> serving(plan, moments)).toList(),
                        demo.getIfAvailable() == null ? List.of() : SCENARIOS));
    }

    private TroubleLine trouble(Trouble trouble, Moments moments) {
        return new TroubleLine(
                trouble.key(),
                trouble.message(),
                trouble.hint(),
                trouble.link() == null ? "" : trouble.link(),
                trouble.subject() == null ? "" : trouble.subject(),
                moments.at(trouble.since(), ZoneId.systemDefault()));
    }

    private IncidentLine incident(Incident incident, Moments moments) {
        return new IncidentLine(
                incident.id(),
                incident.application(),
                incident.title(),
                incident.priority(),
                moments.at(incident.since(), zone(incident.application())),
                incident.ticketId() == null ? "" : incident.ticketId());
    }

    private ServingLine serving(MaintenancePlan plan, Moments moments) {
        return versions.of(plan.application())
                .map(serving -> new ServingLine(
                        plan.application(),
                        plan.name(),
                        serving.version(),
                        moments.atOrNothing(serving.since(), plan.timeZone())))
                .orElseGet(() -> new ServingLine(plan.application(), plan.name(), "", ""));
    }

    private ZoneId zone(String application) {
        return plans.find(application).map(MaintenancePlan::timeZone).orElse(ZoneOffset.UTC);
    }
}
