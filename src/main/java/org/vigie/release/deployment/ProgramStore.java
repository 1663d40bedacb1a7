package org.vigie.release.deployment;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The programs of applications and which slot serves. */
@Repository
class ProgramStore {

    private static final String WANT = """
            INSERT INTO release_program AS p (application, environment, slot, role, operation_id, generation, wanted)
            VALUES (:application, :environment, :slot, :role, :operation, 1, true)
            ON CONFLICT (application, environment, slot, role) DO UPDATE
               SET operation_id = :operation, wanted = true,
                   generation = CASE WHEN p.operation_id = :operation THEN p.generation ELSE 1 END
            """;
    private static final String AGAIN = """
            UPDATE release_program SET generation = generation + 1
             WHERE application = :application AND environment = :environment AND slot = :slot AND role = :role
               AND generation = :generation
            """;
    private static final String UNWANT = """
            UPDATE release_program SET wanted = false
             WHERE application = :application AND environment = :environment AND slot = :slot
            """;
    private static final String OF_SLOT = """
            SELECT * FROM release_program
             WHERE application = :application AND environment = :environment AND slot = :slot ORDER BY role
            """;
    private static final String SERVES = """
            INSERT INTO release_slot (application, environment, slot, version, artefact, operation_id)
            VALUES (:application, :environment, :slot, :version, :artefact, :operation)
            ON CONFLICT (application, environment) DO UPDATE
               SET slot = :slot, version = :version, artefact = :artefact, operation_id = :operation
            """;

    /**
     * The slot that serves.
     *
     * @param operationId the release whose version it is
     */
    record Serving(String slot, String version, String artefact, String operationId) {}

    private final JdbcClient jdbc;

    ProgramStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void want(Deployment deployment, String slot, String role) {
        jdbc.sql(WANT)
                .param("application", deployment.application())
                .param("environment", deployment.name())
                .param("slot", slot)
                .param("role", role)
                .param("operation", deployment.run().operationId())
                .update();
    }

    /** Its run has ended: the next one has a number of its own. */
    void again(Program program) {
        jdbc.sql(AGAIN)
                .param("application", program.application())
                .param("environment", program.environment())
                .param("slot", program.slot())
                .param("role", program.role())
                .param("generation", program.generation())
                .update();
    }

    void unwant(String application, String environment, String slot) {
        jdbc.sql(UNWANT)
                .param("application", application)
                .param("environment", environment)
                .param("slot", slot)
                .update();
    }

    List<Program> of(String application, String environment, String slot) {
        return jdbc.sql(OF_SLOT)
                .param("application", application)
                .param("environment", environment)
                .param("slot", slot)
                .query(Program.class)
                .list();
    }

    List<Program> wanted() {
        return jdbc.sql("SELECT * FROM release_program WHERE wanted ORDER BY application, environment, slot, role")
                .query(Program.class)
                .list();
    }

    List<Program> all() {
        return jdbc.sql("SELECT * FROM release_program").query(Program.class).list();
    }

    Optional<Serving> serving(String application, String environment) {
        return jdbc.sql("SELECT * FROM release_slot WHERE application = :application AND environment = :environment")
                .param("application", application)
                .param("environment", environment)
                .query(Serving.class)
                .optional();
    }

    void serves(Deployment deployment) {
        jdbc.sql(SERVES)
                .param("application", deployment.application())
                .param("environment", deployment.name())
                .param("slot", deployment.slot())
                .param("version", deployment.run().version())
                .param("artefact", deployment.run().artefact())
                .param("operation", deployment.run().operationId())
                .update();
    }
}
