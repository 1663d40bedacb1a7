package org.vigie.demo;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.release.ServingPrograms;
import org.vigie.release.ServingVersions;
import org.vigie.ticket.Impact;
import org.vigie.ticket.NewTicket;
import org.vigie.ticket.Reporter;
import org.vigie.ticket.TicketIntake;
import org.vigie.ticket.TicketSource;
import org.vigie.ticket.TicketType;

/** What the steps of scenarios do, each under a key of its own: a step that is begun again finds what it has asked for. */
@Component
class DemoSteps {

    private static final String GOOD = "v1.0.0";
    private static final String SLOW = "v1.2.0-slow";

    /** A ticket of the scenario. */
    private record Sample(String title, String description, TicketType type, Impact impact) {}

    private static final List<Sample> SAMPLES = List.of(
            new Sample(
                    "Orders cannot be paid",
                    "Since ten o'clock the last page of an order is blank.",
                    TicketType.CORRECTIVE,
                    Impact.SERVICE_DOWN),
            new Sample(
                    "The search finds nothing with an accent in it",
                    "Searching for \"élan\" gives no result, \"elan\" gives twelve.",
                    TicketType.CORRECTIVE,
                    Impact.KEY_FUNCTION_DEGRADED),
            new Sample(
                    "The price of some books is cut off on a phone",
                    "On narrow screens the last figure is missing.",
                    TicketType.CORRECTIVE,
                    Impact.LIMITED),
            new Sample(
                    "A list of wishes",
                    "Readers would like to keep books for later.",
                    TicketType.EVOLUTIVE,
                    Impact.IMPROVEMENT),
            new Sample(
                    "The new tax rate from January on",
                    "Books are taxed at another rate from the first of January.",
                    TicketType.ADAPTIVE,
                    Impact.LIMITED));

    private final OperationRequests requests;
    private final Operations operations;
    private final ServingVersions versions;
    private final ServingPrograms programs;
    private final TicketIntake tickets;
    private final PastTicket past;

    DemoSteps(
            OperationRequests requests,
            Operations operations,
            ServingVersions versions,
            ServingPrograms programs,
            TicketIntake tickets,
            PastTicket past) {
        this.requests = requests;
        this.operations = operations;
        this.versions = versions;
        this.programs = programs;
        this.tickets = tickets;
        this.past = past;
    }

    /** Does the next step of a scenario, or asks for it and gives the operation to wait for. */
    Begun begin(DemoRun run) {
        return switch (run.next()) {
            case TICKETS -> createTickets(run);
            case RELEASE ->
                versions.of(Demo.APPLICATION).isPresent()
                        ? Begun.done(true)
                        : request(run, "releases", Map.of("version", GOOD));
            case BACKUP -> request(run, "backups", Map.of());
            case RESTORE_TEST ->
                newestBackup()
                        .map(backup -> request(run, "restore-tests", Map.of("backup", backup.id())))
                        .orElse(Begun.done(true));
            case PAST_TICKET -> Begun.done(past.goOn(key(run, run.step()), run.startedBy()));
            case FAILING_RELEASE ->
                request(
                        run,
                        "releases",
                        Map.of("version", SLOW, "override", true, "reason", "to show how a version is taken back"));
            case CRASH -> {
                programs.crash(Demo.APPLICATION);
                yield Begun.done(true);
            }
        };
    }

    private Optional<Operation> newestBackup() {
        return operations.list(Demo.APPLICATION, "backups", OperationStatus.SUCCEEDED, null, 1).stream()
                .findFirst();
    }

    private Begun request(DemoRun run, String kind, Map<String, Object> input) {
        return Begun.waitsFor(requests.request(OperationRequest.of(
                        Demo.APPLICATION, kind, new HashMap<>(input), run.startedBy(), key(run, run.step())))
                .id());
    }

    private Begun createTickets(DemoRun run) {
        for (int i = 0; i < SAMPLES.size(); i++) {
            Sample sample = SAMPLES.get(i);
            tickets.create(new NewTicket(
                    Demo.APPLICATION,
                    sample.title(),
                    sample.description(),
                    sample.type(),
                    sample.impact(),
                    Set.of(),
                    new Reporter("Camille", "camille@example.org"),
                    TicketSource.API,
                    key(run, i)));
        }
        return Begun.done(true);
    }

    private static String key(DemoRun run, int part) {
        return "demo-run/" + run.id() + "/" + part;
    }
}
