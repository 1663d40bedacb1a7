package org.vigie.plan.load;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.vigie.shared.HintedException;

/** Plan files that cannot be used, with every fault of every file. */
public final class PlanFaultsException extends HintedException {

    private final List<String> faults;

    PlanFaultsException(Collection<PlanFault> faults) {
        super(
                faults.stream().sorted().distinct().map(PlanFault::toString).collect(Collectors.joining("\n")),
                "Correct the plan files and start again; docs/plan-files.md explains every key.");
        this.faults =
                faults.stream().sorted().distinct().map(PlanFault::toString).toList();
    }

    /** One line for each fault, by file and line: {@code file:line:column: fact; hint: what is allowed}. */
    public List<String> faults() {
        return faults;
    }
}
