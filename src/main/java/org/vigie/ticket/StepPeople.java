package org.vigie.ticket;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.vigie.audit.Account;
import org.vigie.audit.TaskCompletion;
import org.vigie.audit.TaskCompletions;
import org.vigie.audit.TaskTurn;

/** Who completed the steps of tickets, for steps that the same person goes on with. */
@Service
public class StepPeople {

    /** The index shows a completion one or two seconds late; a silent one holds nobody up for longer than this. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TicketSteps steps;
    private final TaskCompletions completions;
    private final Clock clock;

    StepPeople(TicketSteps steps, TaskCompletions completions, Clock clock) {
        this.steps = steps;
        this.completions = completions;
        this.clock = clock;
    }

    /**
     * The account that completed a step when the present process came to it the last time; empty if nobody did, or it is not shown
     * who. To be called outside of a transaction.
     *
     * @param processInstanceKey the instance that the step belongs to
     * @throws org.vigie.shared.BusyElsewhereException while it may still be shown
     */
    public Optional<String> whoCompleted(String ticketId, TicketStep step, long processInstanceKey) {
        return steps.lastCompleted(ticketId, step).flatMap(completed -> {
            TaskTurn turn = new TaskTurn(processInstanceKey, step.elementId(), completed.elementInstanceKey());
            boolean late = completed.at().plus(PATIENCE).isBefore(clock.instant());
            Optional<Account> account = late || !completions.areShown()
                    ? completions.of(turn).map(TaskCompletion::account)
                    : Optional.of(completions.requireAccount(turn));
            return account.map(Account::name);
        });
    }

    /** The account that goes on with a step because the step before was theirs; empty if anybody may. As {@link #whoCompleted}. */
    public Optional<String> whoGoesOn(String ticketId, TicketStep step, long processInstanceKey) {
        return step.continues().flatMap(before -> whoCompleted(ticketId, before, processInstanceKey));
    }
}
