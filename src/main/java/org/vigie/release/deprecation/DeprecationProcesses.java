package org.vigie.release.deprecation;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.trouble.CaseProcesses;
import org.vigie.trouble.Troubles;

/** Which deprecations have which process, and which have lost theirs. */
@Repository
class DeprecationProcesses extends CaseProcesses {

    DeprecationProcesses(JdbcClient jdbc, Troubles troubles, Clock clock) {
        super("deprecation-without-process", "deprecation", "announced_at", jdbc, troubles, clock);
    }
}
