package org.vigie.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.vigie.operation.OperationRequest;
import org.vigie.operation.OperationRequests;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.plan.Plans;
import org.vigie.support.MutableClock;
import org.vigie.support.VigieTest;

/** From when on an incident stands still: each turn is a move, and a rollback that it waits for is looked at itself. */
@VigieTest
class IncidentRestsTests {

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    @Autowired
    OperationRequests requests;

    @Autowired
    Operations operations;

    @Autowired
    Plans plans;

    @Autowired
    MutableClock clock;

    @Autowired
    JdbcClient jdbc;

    private String id;
    private Instant moved;

    @BeforeEach
    void report() {
        moved = clock.instant();
        id = requests.request(OperationRequest.of(
                        "demo", "incidents", Map.of("title", "Shop closed", "impact", "service-down"), "anne", null))
                .id();
    }

    @AfterEach
    void end() {
        operations.end(id, OperationStatus.CANCELLED, null, null);
        jdbc.sql("DELETE FROM incident_remedy WHERE incident_id = :id")
                .param("id", id)
                .update();
        jdbc.sql("DELETE FROM incident WHERE id = :id").param("id", id).update();
    }

    @Test
    void movesWithItsDiagnosisAndEachTurn() {
        assertThat(stands()).isEqualTo(moved.plus(PATIENCE));
        Instant diagnosed = moved.plus(Duration.ofMinutes(2));
        known(diagnosed);
        assertThat(stands()).isEqualTo(diagnosed.plus(PATIENCE));

        Instant prepared = moved.plus(Duration.ofMinutes(3));
        turn(prepared, null);
        assertThat(stands()).isEqualTo(prepared.plus(PATIENCE));
        Instant ended = moved.plus(Duration.ofMinutes(9));
        jdbc.sql("UPDATE incident_remedy SET ended_at = :at WHERE incident_id = :id")
                .param("at", Timestamp.from(ended))
                .param("id", id)
                .update();
        assertThat(stands()).isEqualTo(ended.plus(PATIENCE));
    }

    @Test
    void restsWhileARollbackIsUnderWayForIt() {
        known(moved);
        turn(moved, "op-other");
        assertThat(stands()).isEqualTo(Instant.MAX);
    }

    private void known(Instant diagnosedAt) {
        jdbc.sql("""
                        INSERT INTO incident (id, application, title, impact, priority, components, since, opened_at,
                                              opened_by, diagnosed_at)
                        VALUES (:id, 'demo', 'Shop closed', 'service-down', 'P1', '', :at, :at, 'anne', :at)
                        """).param("id", id).param("at", Timestamp.from(diagnosedAt)).update();
    }

    private void turn(Instant preparedAt, String operation) {
        jdbc.sql("""
                        INSERT INTO incident_remedy (incident_id, number, proposed, rule, prepared_at, asked, action,
                                                     operation_id)
                        VALUES (:id, 1, 'rollback', 'Rule_Test', :at, false, 'rollback', :operation)
                        """)
                .param("id", id)
                .param("at", Timestamp.from(preparedAt))
                .param("operation", operation)
                .update();
    }

    private Instant stands() {
        return operations.standsFrom(operations.require(id), plans.require("demo"), moved, PATIENCE);
    }
}
