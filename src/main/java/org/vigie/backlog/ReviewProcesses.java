package org.vigie.backlog;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.trouble.CaseProcesses;
import org.vigie.trouble.Troubles;

/** Which reviews have which process, and which have lost theirs. */
@Repository
class ReviewProcesses extends CaseProcesses {

    ReviewProcesses(JdbcClient jdbc, Troubles troubles, Clock clock) {
        super("backlog-review-without-process", "backlog_review", "started_at", jdbc, troubles, clock);
    }
}
