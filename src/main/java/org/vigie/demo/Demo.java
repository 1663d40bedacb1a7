package org.vigie.demo;

import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.operation.Operation;
import org.vigie.operation.Operations;
import org.vigie.operation.TargetHeldException;
import org.vigie.plan.Plans;
import org.vigie.shared.ConflictException;
import org.vigie.shared.HintedException;
import org.vigie.shared.NotFoundException;
import org.vigie.shared.SweepLock;

/** Shows scenarios with the application {@code demo}: one at a time, its steps one after the other, over restarts. */
@Service
@ConditionalOnProperty(name = "vigie.demo.enabled", havingValue = "true")
public class Demo {

    static final String APPLICATION = "demo";

    private static final int LATEST = 20;

    private final DemoRuns runs;
    private final DemoSteps steps;
    private final Operations operations;
    private final Plans plans;
    private final SweepLock lock;
    private final Clock clock;

    Demo(DemoRuns runs, DemoSteps steps, Operations operations, Plans plans, SweepLock lock, Clock clock) {
        this.runs = runs;
        this.steps = steps;
        this.operations = operations;
        this.plans = plans;
        this.lock = lock;
        this.clock = clock;
    }

    /**
     * Begins to show a scenario; what follows is done by and by.
     *
     * @throws NotFoundException if there is no application to show it with
     * @throws ConflictException while another one goes on
     */
    @Transactional
    public DemoRun show(DemoScenario scenario, String account) {
        if (plans.find(APPLICATION).isEmpty()) {
            throw new NotFoundException(
                    "there is no application demo", "Put plans/demo.yaml into the folder of the plans.");
        }
        if (!runs.insert(scenario, account, clock.instant())) {
            throw new ConflictException(
                    "a scenario goes on", "Look at GET /api/demo, and wait until it has ended: a few minutes.");
        }
        return runs.open().orElseThrow();
    }

    /** What was shown, newest first. */
    public List<DemoRun> list() {
        return runs.list(LATEST);
    }

    @Scheduled(initialDelayString = "PT2S", fixedDelayString = "PT1S")
    void goOn() {
        lock.whenever("demo", () -> runs.open().isPresent(), () -> runs.open().ifPresent(this::goOn));
    }

    private void goOn(DemoRun run) {
        if (run.isAtItsEnd()) {
            runs.end(run.id(), clock.instant());
        } else if (run.operationId() == null) {
            begin(run);
        } else if (operations
                .find(run.operationId())
                .map(Operation::status)
                .filter(status -> !status.isOver())
                .isEmpty()) {
            runs.goesOn(run.id(), run.step() + 1);
        }
    }

    /** Whatever holds the shop ends; what cannot be asked for any more is left out. */
    private void begin(DemoRun run) {
        try {
            Begun begun = steps.begin(run);
            if (begun.operationId() != null) {
                runs.waitsFor(run.id(), begun.operationId());
            } else if (begun.isDone()) {
                runs.goesOn(run.id(), run.step() + 1);
            }
        } catch (TargetHeldException held) {
            // asked for again at the next look
        } catch (HintedException refused) {
            runs.goesOn(run.id(), run.step() + 1);
        }
    }
}
