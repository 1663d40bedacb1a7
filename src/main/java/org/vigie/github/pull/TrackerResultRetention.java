package org.vigie.github.pull;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vigie.shared.OldRows;
import org.vigie.shared.RetentionProperties;

/** Results of checks and reviews that a tracker told long ago: the evidence of the change keeps what counted. */
@Component
class TrackerResultRetention implements OldRows {

    private static final String CHECKS = """
        DELETE FROM github_check WHERE ctid IN (SELECT ctid FROM github_check WHERE reported_at < :before LIMIT :limit)
        """;
    private static final String REVIEWS = """
        DELETE FROM github_review WHERE ctid IN (SELECT ctid FROM github_review WHERE reviewed_at < :before LIMIT :limit)
        """;

    private final JdbcClient jdbc;
    private final RetentionProperties periods;

    TrackerResultRetention(JdbcClient jdbc, RetentionProperties periods) {
        this.jdbc = jdbc;
        this.periods = periods;
    }

    @Override
    public String what() {
        return "results of checks and reviews of a tracker";
    }

    @Override
    public int remove(Instant now, int limit) {
        int checks = remove(CHECKS, now, limit);
        return checks + (checks < limit ? remove(REVIEWS, now, limit - checks) : 0);
    }

    private int remove(String sql, Instant now, int limit) {
        return jdbc.sql(sql)
                .param("before", Timestamp.from(now.minus(periods.trackerResults())))
                .param("limit", limit)
                .update();
    }
}
