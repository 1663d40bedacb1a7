package org.vigie.engine.instance;

import java.util.Optional;

/** Knows which process instances belong to the cases of a module. Implemented by the modules. */
public interface CaseOfInstance {

    /** Id of the case that has this very process instance in the present engine; empty if none of them has. */
    Optional<String> caseOf(long processInstanceKey);
}
