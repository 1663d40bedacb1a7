package org.vigie.backup.scratch;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks a restored database what the plan wants to know of it. Changes nothing. */
final class SmokeTest {

    private static final String READ_ONLY = """
            SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY;
            SET statement_timeout = '60s';
            """;

    private SmokeTest() {}

    static void run(Connection database, List<SmokeQuery> queries) {
        for (SmokeQuery query : queries) {
            String fault = fault(database, query);
            if (fault != null) {
                throw RestoreStopped.refused("smoke-query-failed", "the query \"" + query.name() + "\" " + fault);
            }
        }
    }

    private static @Nullable String fault(Connection database, SmokeQuery query) {
        try (Statement statement = database.createStatement()) {
            statement.execute(READ_ONLY);
            try (ResultSet rows = statement.executeQuery(query.sql())) {
                return rows.next() ? fault(rows.getString(1), query.atLeast()) : "gives no row";
            }
        } catch (SQLException e) {
            return "fails: " + e.getMessage();
        }
    }

    private static @Nullable String fault(@Nullable String answer, @Nullable Long atLeast) {
        if (answer == null || answer.equals("f")) {
            return "gives " + (answer == null ? "nothing" : "false");
        }
        if (atLeast == null) {
            return null;
        }
        try {
            return new BigDecimal(answer).compareTo(BigDecimal.valueOf(atLeast)) >= 0
                    ? null
                    : "gives " + answer + " instead of at least " + atLeast;
        } catch (NumberFormatException e) {
            return "gives no number";
        }
    }
}
