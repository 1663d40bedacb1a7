package org.vigie.kpi;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Counts what is not over. */
@Repository
class OpenWork {

    private static final String COUNT =
            "SELECT application, what, count(*) AS number FROM kpi_open GROUP BY application, what";

    private final JdbcClient jdbc;

    OpenWork(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whose it is and what. */
    record Kind(String application, String what) {}

    /** What is missing is none. */
    Map<Kind, Long> count() {
        Map<Kind, Long> counts = new HashMap<>();
        jdbc.sql(COUNT).query(row -> {
            counts.put(new Kind(row.getString("application"), row.getString("what")), row.getLong("number"));
        });
        return counts;
    }
}
