package org.vigie.plan;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads what rows need of plans. */
public final class PlanUseRows {

    private PlanUseRows() {}

    /**
     * @param statement gives {@code application}, {@code value}, {@code count} and {@code example} for each use
     * @param usedBy the kind of rows, in the plural
     */
    public static List<PlanUse> read(JdbcClient jdbc, String statement, PlanUse.Kind kind, String usedBy) {
        return jdbc.sql(statement)
                .query((row, number) -> new PlanUse(
                        row.getString("application"),
                        kind,
                        row.getString("value"),
                        usedBy,
                        row.getInt("count"),
                        row.getString("example")))
                .list();
    }
}
