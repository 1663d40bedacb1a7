package org.vigie.preventive.work;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.vigie.engine.job.Heartbeat;
import org.vigie.preventive.PreventiveWork;
import org.vigie.preventive.WorkOrder;
import org.vigie.preventive.WorkResult;

/** Which indexes are used most, which never, and which large tables are mostly read without one. */
@Component
class IndexUseWork implements PreventiveWork {

    private static final String USED = """
            SELECT format('  used %s times: %s on %s', idx_scan, indexrelname, relname)
              FROM pg_stat_user_indexes WHERE idx_scan > 0 ORDER BY idx_scan DESC, indexrelname LIMIT 10
            """;
    private static final String UNUSED = """
            SELECT format('  never used: %s on %s, %s', s.indexrelname, s.relname, pg_size_pretty(pg_relation_size(s.indexrelid)))
              FROM pg_stat_user_indexes s JOIN pg_index i USING (indexrelid)
             WHERE s.idx_scan = 0 AND NOT i.indisunique ORDER BY pg_relation_size(s.indexrelid) DESC, s.indexrelname LIMIT 10
            """;
    private static final String WITHOUT = """
            SELECT format('  read as a whole %s times, by index %s times: %s, about %s rows', seq_scan, coalesce(idx_scan, 0), relname,
                          n_live_tup)
              FROM pg_stat_user_tables WHERE n_live_tup > 10000 AND seq_scan > coalesce(idx_scan, 0)
             ORDER BY seq_tup_read DESC, relname LIMIT 10
            """;

    @Override
    public String id() {
        return "index-use";
    }

    @Override
    public WorkResult perform(WorkOrder order, Heartbeat heartbeat) {
        return PlanSession.ask(
                order,
                PlanSession.READING,
                order.say("The use of indexes is listed.", "L’usage des index est listé."),
                IndexUseWork::list);
    }

    private static Optional<String> list(Connection session, List<String> lines) throws SQLException {
        try (Statement statement = session.createStatement()) {
            for (String question : List.of(USED, UNUSED, WITHOUT)) {
                try (ResultSet rows = statement.executeQuery(question)) {
                    while (rows.next()) {
                        lines.add(rows.getString(1));
                    }
                }
            }
            return Optional.empty();
        }
    }
}
