package org.vigie.dependency;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.trouble.CaseProcesses;
import org.vigie.trouble.Troubles;

/** Which findings have which process, and which have lost theirs. */
@Repository
class DependencyProcesses extends CaseProcesses {

    DependencyProcesses(JdbcClient jdbc, Troubles troubles, Clock clock) {
        super("dependency-update-without-process", "dependency_finding", "first_seen", jdbc, troubles, clock);
    }
}
