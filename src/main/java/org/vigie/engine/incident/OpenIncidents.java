package org.vigie.engine.incident;

import java.util.List;

/** The incidents that are open, as their index knows them: seconds late. */
public interface OpenIncidents {

    /** No more than these are given. */
    int MOST = 500;

    /**
     * The newest, newest first.
     *
     * @throws RuntimeException if the index does not answer
     */
    List<EngineIncident> open();
}
