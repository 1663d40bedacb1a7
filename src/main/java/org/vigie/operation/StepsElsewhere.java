package org.vigie.operation;

import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.vigie.command.Commands;
import org.vigie.shared.BusyElsewhereException;
import org.vigie.trouble.Trouble;
import org.vigie.trouble.TroubleRetry;
import org.vigie.trouble.Troubles;

/**
 * Steps that were begun by a Vigie with another data folder: whether their commands run, and what they left, is known there
 * only. Nobody else begins them, unless a person says that what was there is lost.
 */
@Component
class StepsElsewhere implements TroubleRetry {

    static final String TROUBLE = "operation-elsewhere";

    private static final Duration COME_BACK_AFTER = Duration.ofSeconds(5);
    private static final String HINT =
            "Start the Vigie of that data folder, which goes on with it. If it is lost for good with "
                    + "all that ran there, retry this trouble: the steps are begun anew.";

    private final OperationStepStore steps;
    private final Commands commands;
    private final Troubles troubles;
    private final Clock clock;

    StepsElsewhere(OperationStepStore steps, Commands commands, Troubles troubles, Clock clock) {
        this.steps = steps;
        this.commands = commands;
        this.troubles = troubles;
        this.clock = clock;
    }

    /**
     * Shows the trouble if the step is one of them.
     *
     * @throws BusyElsewhereException if it is, so that the work comes back
     */
    void requireHere(String operationId, OperationStep step) {
        if (step.isAt(commands.place())) {
            return;
        }
        String fact = "\"" + step.name() + "\" of " + operationId + " was begun at " + step.place();
        troubles.report(key(operationId), TROUBLE, operationId, fact, HINT, null);
        throw new BusyElsewhereException(fact, HINT, COME_BACK_AFTER);
    }

    /** The operation has gone on. */
    void settled(String operationId) {
        troubles.clear(key(operationId));
    }

    @Override
    public String kind() {
        return TROUBLE;
    }

    /** What was begun elsewhere is given up. */
    @Override
    public boolean retry(Trouble trouble) {
        return steps.giveUpElsewhere(String.valueOf(trouble.subject()), commands.place(), clock.instant());
    }

    private static String key(String operationId) {
        return TROUBLE + ":" + operationId;
    }
}
