package org.vigie.preventive.work;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.vigie.backup.BackupState;
import org.vigie.backup.BackupStates;
import org.vigie.backup.RegularRestoreTests;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.TargetHeldException;
import org.vigie.plan.DatabaseSettings;
import org.vigie.preventive.PreventiveWork;
import org.vigie.preventive.WorkOrder;
import org.vigie.preventive.WorkResult;
import org.vigie.shared.BusyElsewhereException;

/** The restore test of the month or quarter, of every database whose plan wants one: the one that the backups ask for themselves. */
@Component
class RestoreTestWork implements PreventiveWork {

    private static final Duration WHILE_HELD = Duration.ofMinutes(1);

    private final BackupStates states;
    private final RegularRestoreTests tests;
    private final Clock clock;

    RestoreTestWork(BackupStates states, RegularRestoreTests tests, Clock clock) {
        this.states = states;
        this.tests = tests;
        this.clock = clock;
    }

    @Override
    public String id() {
        return "restore-test";
    }

    @Override
    public WorkResult perform(WorkOrder order, Heartbeat heartbeat) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), order.plan().timeZone());
        List<String> asked = new ArrayList<>();
        for (BackupState state : states.of(order.plan().application())) {
            if (state.configured()) {
                order.plan().database(state.database()).ifPresent(database -> request(order, database, today, asked));
            }
        }
        return asked.isEmpty()
                ? WorkResult.notSetUp(order.say(
                        "No database that is configured here has restoreTests in the plan.",
                        "Aucune base configurée ici n’a restoreTests dans le plan."))
                : WorkResult.waiting(order.say("A backup is restored.", "Une sauvegarde est restaurée."), asked);
    }

    private void request(WorkOrder order, DatabaseSettings database, LocalDate day, List<String> asked) {
        try {
            tests.request(order.plan().application(), database, day).ifPresent(operation -> asked.add(operation.id()));
        } catch (TargetHeldException e) {
            throw new BusyElsewhereException(e.fact(), "Nothing to do: it is tried again.", WHILE_HELD);
        }
    }
}
