package org.vigie.postmortem;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.vigie.trouble.CaseProcesses;
import org.vigie.trouble.Troubles;

/** Which post-mortems have which process, and which have lost theirs. */
@Repository
class PostMortemProcesses extends CaseProcesses {

    PostMortemProcesses(JdbcClient jdbc, Troubles troubles, Clock clock) {
        super("post-mortem-without-process", "post_mortem", "created_at", jdbc, troubles, clock);
    }
}
