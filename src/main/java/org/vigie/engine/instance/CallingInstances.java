package org.vigie.engine.instance;

import java.util.Optional;

/** Which process instance called another, as their index knows it: seconds late. */
interface CallingInstances {

    /**
     * Empty if it was called by none or is not known.
     *
     * @throws RuntimeException if the index does not answer
     */
    Optional<Long> callerOf(long processInstanceKey);
}
