package org.vigie.backup;

import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The servers on which Vigie itself put databases back: a backup from there is none of a server that nobody knows. */
@Repository
public class RestoredServers {

    private final JdbcClient jdbc;
    private final Clock clock;

    RestoredServers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Remembers where a database is back; the last one counts.
     *
     * @param database id in the plan
     * @param systemIdentifier of the server's cluster
     */
    public void remember(String application, String database, String systemIdentifier) {
        jdbc.sql("""
                        INSERT INTO restored_server (application, database, system_identifier, restored_at)
                        VALUES (:application, :database, :systemIdentifier, :at)
                        ON CONFLICT (application, database)
                            DO UPDATE SET system_identifier = EXCLUDED.system_identifier, restored_at = EXCLUDED.restored_at
                        """)
                .param("application", application)
                .param("database", database)
                .param("systemIdentifier", systemIdentifier)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    /** Whether the database was last put back there. */
    boolean isThere(String application, String database, String systemIdentifier) {
        return jdbc.sql("""
                        SELECT count(*) FROM restored_server
                         WHERE application = :application AND database = :database AND system_identifier = :systemIdentifier
                        """)
                        .param("application", application)
                        .param("database", database)
                        .param("systemIdentifier", systemIdentifier)
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
