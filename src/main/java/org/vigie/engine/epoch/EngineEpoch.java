package org.vigie.engine.epoch;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Which engine this is, counted from 1. Keys of an engine are unique in its epoch only: an engine that is set up anew gives out
 * the same ones again. Thread-safe.
 */
@Repository
public class EngineEpoch {

    /** Any number that nothing else locks by. */
    private static final long LOCK = 0x76_69_67_69_65_00_62L;

    private static final String BEGIN = """
            INSERT INTO engine_epoch (epoch, process_id, begun_at) VALUES (:epoch, :processId, :now)
            """;
    private static final String LATEST = "SELECT process_id FROM engine_epoch ORDER BY epoch DESC LIMIT 1";
    private static final String CURRENT = "SELECT coalesce(max(epoch), 0) FROM engine_epoch";

    private final JdbcClient jdbc;

    EngineEpoch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** 0 if there never was an engine. */
    public int current() {
        return jdbc.sql(CURRENT).query(Integer.class).single();
    }

    /** Nobody else looks which engine it is before the end of the transaction. */
    void lock() {
        jdbc.sql("SELECT pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query((row, number) -> "locked")
                .single();
    }

    /** The process that the present engine is recognised by; empty if there never was one. */
    Optional<String> processId() {
        return jdbc.sql(LATEST).query(String.class).optional();
    }

    /** Begins the next epoch and gives its number. */
    int begin(String processId, Instant now) {
        int epoch = current() + 1;
        jdbc.sql(BEGIN)
                .param("epoch", epoch)
                .param("processId", processId)
                .param("now", Timestamp.from(now))
                .update();
        return epoch;
    }
}
