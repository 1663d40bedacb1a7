package org.vigie.engine.instance;

import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.vigie.engine.TroubleLog;

/** Which case a process instance belongs to, whichever module has it. Thread-safe. */
@Component
public class Cases {

    /** Processes that call each other are no deeper than that. */
    private static final int DEEPEST = 5;

    private final ObjectProvider<CaseOfInstance> modules;
    private final ObjectProvider<CallingInstances> callers;
    private final TroubleLog trouble = new TroubleLog("the search for calling processes");

    Cases(ObjectProvider<CaseOfInstance> modules, ObjectProvider<CallingInstances> callers) {
        this.modules = modules;
        this.callers = callers;
    }

    /** The case of the instance itself or of the nearest one that called it. */
    public Optional<String> of(long processInstanceKey) {
        Optional<Long> instance = Optional.of(processInstanceKey);
        for (int depth = 0; depth < DEEPEST && instance.isPresent(); depth++) {
            Optional<String> found = instance.flatMap(this::caseOf);
            if (found.isPresent()) {
                return found;
            }
            instance = instance.flatMap(this::callerOf);
        }
        return Optional.empty();
    }

    private Optional<String> caseOf(long processInstanceKey) {
        return modules.orderedStream()
                .flatMap(module -> module.caseOf(processInstanceKey).stream())
                .findFirst();
    }

    private Optional<Long> callerOf(long processInstanceKey) {
        return trouble.avoid(
                () -> callers.orderedStream()
                        .flatMap(known -> known.callerOf(processInstanceKey).stream())
                        .findFirst(),
                Optional.empty());
    }
}
