package org.vigie.preventive;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.vigie.command.Commands;
import org.vigie.engine.job.Heartbeat;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationEnded;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.plan.MaintenancePlan;
import org.vigie.shared.BusyElsewhereException;
import org.vigie.shared.FencedException;
import org.vigie.shared.HintedException;

/** Does the work of a run, one after the other, once for each turn; a later attempt goes on where an earlier one was cut off. */
@Service
class WorkRunner {

    private static final Duration BUFFERED = Duration.ofDays(1);

    private final Map<String, PreventiveWork> works;
    private final WorkStore store;
    private final Commands commands;
    private final Operations operations;
    private final ProcessRequests requests;
    private final Clock clock;

    WorkRunner(
            List<PreventiveWork> works,
            WorkStore store,
            Commands commands,
            Operations operations,
            ProcessRequests requests,
            Clock clock) {
        this.works = works.stream().collect(Collectors.toMap(PreventiveWork::id, Function.identity()));
        this.store = store;
        this.commands = commands;
        this.operations = operations;
        this.requests = requests;
        this.clock = clock;
    }

    /** What came of the work of the run's turn, in order; nothing of it goes on unless the last of it waits for an operation. */
    List<WorkDone> perform(PreventiveRun run, PreventiveEntry entry, MaintenancePlan plan, Heartbeat heartbeat) {
        WorkOrder order = new WorkOrder(run.id(), run.turn(), plan, run.day());
        List<String> wanted = entry.works();
        for (int position = 1; position <= wanted.size(); position++) {
            heartbeat.check();
            store.begin(run.id(), run.turn(), position, wanted.get(position - 1), clock.instant());
            WorkDone work = ofTurn(run).get(position - 1);
            if (work.state() == WorkState.RUNNING) {
                WorkResult result = attempt(order, work.work(), heartbeat);
                store.keep(run.id(), run.turn(), position, result, clock.instant());
                work = ofTurn(run).get(position - 1);
            }
            if (work.state() == WorkState.WAITING && !settle(order, run, work)) {
                break;
            }
        }
        return ofTurn(run);
    }

    private List<WorkDone> ofTurn(PreventiveRun run) {
        return store.all(run.id()).stream()
                .filter(work -> work.turn() == run.turn())
                .toList();
    }

    private WorkResult attempt(WorkOrder order, String work, Heartbeat heartbeat) {
        try {
            if (order.plan().preventive() != null
                    && order.plan().preventive().commandsFor(work).isPresent()) {
                return new PlanCommands(
                                commands,
                                order.plan().preventive().commandsFor(work).get())
                        .run(order, heartbeat);
            }
            PreventiveWork known = works.get(work);
            return known == null
                    ? WorkResult.notSetUp(order.say(
                            "The plan does not say how: preventive.commands has nothing for " + work + ".",
                            "Le plan ne dit pas comment : preventive.commands n’a rien pour " + work + "."))
                    : known.perform(order, heartbeat);
        } catch (BusyElsewhereException | FencedException e) {
            throw e;
        } catch (HintedException e) {
            return WorkResult.failed(e.sentences(), List.of());
        }
    }

    /** Whether the operations that it waits for are over; what came of them is kept then. */
    private boolean settle(WorkOrder order, PreventiveRun run, WorkDone work) {
        List<Operation> asked =
                work.operations().stream().map(operations::require).toList();
        if (asked.stream().anyMatch(operation -> !operation.status().isOver())) {
            return false;
        }
        List<String> details = new ArrayList<>();
        asked.forEach(operation -> details.add(operation.id() + ": "
                + operation.status().id() + (operation.outcome() == null ? "" : ", " + operation.outcome())));
        boolean good = asked.stream().allMatch(operation -> operation.status() == OperationStatus.SUCCEEDED);
        WorkResult result = good
                ? WorkResult.done(order.say("Succeeded.", "Réussi."), details)
                : WorkResult.failed(order.say("It did not succeed.", "Cela n’a pas réussi."), details);
        store.keep(run.id(), run.turn(), work.position(), result, clock.instant());
        return true;
    }

    /** An operation that runs wait for is over. */
    @EventListener
    void on(OperationEnded event) {
        store.waitingFor(event.operationId())
                .forEach(run -> requests.request(new ProcessRequest(
                        "preventive/" + run + "/operation/" + event.operationId(),
                        PreventiveRuns.WORK_OVER,
                        run,
                        run,
                        BUFFERED,
                        Map.of())));
    }
}
