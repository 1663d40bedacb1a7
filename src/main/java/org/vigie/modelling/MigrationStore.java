package org.vigie.modelling;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The tables of versions that the engine has and of running cases that are brought along. */
@Repository
class MigrationStore {

    private static final String DEFINITION = """
            INSERT INTO model_definition (definition_key, process_id, hash) VALUES (:key, :process, :hash)
            ON CONFLICT (definition_key) DO UPDATE SET process_id = excluded.process_id, hash = excluded.hash
            """;
    private static final String TARGET = """
            INSERT INTO model_target (number, process_id, definition_key) VALUES (:number, :process, :key)
            ON CONFLICT (number, process_id) DO UPDATE SET definition_key = excluded.definition_key
            """;
    private static final String RECORD = """
            INSERT INTO model_migration (number, process_instance_key, process_id, state, attempts, cause)
            VALUES (:number, :instance, :process, :state, 1, :cause)
            ON CONFLICT (number, process_instance_key)
            DO UPDATE SET state = excluded.state, attempts = model_migration.attempts + 1, cause = excluded.cause
            RETURNING attempts
            """;
    static final String MOVED = "moved";
    static final String ENDED = "ended";
    static final String WAITING = "waiting";
    static final String LEFT = "left";

    private final JdbcClient jdbc;

    MigrationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The engine has these versions; the hashes of their diagrams by process. */
    void definitions(Map<String, Long> keys, Map<String, String> hashes) {
        keys.forEach((process, key) -> jdbc.sql(DEFINITION)
                .param("key", key)
                .param("process", process)
                .param("hash", hashes.get(process))
                .update());
    }

    /** The diagram of a version; empty for one that nobody kept. */
    Optional<String> textOf(long definitionKey) {
        return jdbc.sql("SELECT t.content FROM model_definition d JOIN model_text t ON t.hash = d.hash"
                        + " WHERE d.definition_key = :key")
                .param("key", definitionKey)
                .query(String.class)
                .optional();
    }

    void targets(long number, Map<String, Long> keys) {
        keys.forEach((process, key) -> jdbc.sql(TARGET)
                .param("number", number)
                .param("process", process)
                .param("key", key)
                .update());
    }

    Map<String, Long> targets(long number) {
        Map<String, Long> targets = new HashMap<>();
        jdbc.sql("SELECT process_id, definition_key FROM model_target WHERE number = :number")
                .param("number", number)
                .query((row, line) -> targets.put(row.getString("process_id"), row.getLong("definition_key")))
                .list();
        return targets;
    }

    /** The instances on which nothing more is to be done. */
    Set<Long> settled(long number) {
        return jdbc
                .sql("SELECT process_instance_key FROM model_migration WHERE number = :number AND state <> 'waiting'")
                .param("number", number)
                .query(Long.class)
                .list()
                .stream()
                .collect(Collectors.toSet());
    }

    /** Gives how often it was tried. */
    int record(long number, long instance, String process, String state, @Nullable String cause) {
        return jdbc.sql(RECORD)
                .param("number", number)
                .param("instance", instance)
                .param("process", process)
                .param("state", state)
                .param("cause", cause)
                .query(Integer.class)
                .single();
    }

    void leave(long number, long instance) {
        jdbc.sql(
                        "UPDATE model_migration SET state = 'left' WHERE number = :number AND process_instance_key = :instance")
                .param("number", number)
                .param("instance", instance)
                .update();
    }
}
