package org.vigie.release.calendar;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.trouble.CaseProcesses;
import org.vigie.trouble.Troubles;

/** Which proposals have which process, and which have lost theirs. */
@Repository
class ProposalProcesses extends CaseProcesses {

    ProposalProcesses(JdbcClient jdbc, Troubles troubles, Clock clock) {
        super("release-proposal-without-process", "release_proposal", "created_at", jdbc, troubles, clock);
    }
}
