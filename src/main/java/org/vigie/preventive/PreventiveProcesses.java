package org.vigie.preventive;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.trouble.CaseProcesses;
import org.vigie.trouble.Troubles;

/** Which runs have which process, and which have lost theirs. */
@Repository
class PreventiveProcesses extends CaseProcesses {

    PreventiveProcesses(JdbcClient jdbc, Troubles troubles, Clock clock) {
        super("preventive-maintenance-without-process", "preventive_run", "created_at", jdbc, troubles, clock);
    }
}
