package org.vigie.engine.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.camunda.client.CamundaClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.vigie.support.TestDatabase;
import org.vigie.support.engine.TestEngine;

/** An engine is recognised after it was killed, and one that was set up anew is not taken for it. */
@Timeout(180)
class EngineEpochIT {

    private final DriverManagerDataSource database = new DriverManagerDataSource(TestDatabase.newDatabase());
    private final EngineEpoch epoch = new EngineEpoch(JdbcClient.create(database));
    private final List<Object> events = new ArrayList<>();

    @BeforeEach
    void migrate() {
        Flyway.configure().dataSource(database).load().migrate();
    }

    @Test
    void tellsAnEngineFromOneThatWasSetUpAnew() {
        try (TestEngine first = TestEngine.start()) {
            recognise(first);
            recognise(first);
            assertThat(epoch.current()).isEqualTo(1);

            first.broker().kill();
            first.broker().restart();
            recognise(first);
            assertThat(epoch.current()).isEqualTo(1);
            assertThat(events).isEmpty();
            assertThat(first.records().of("PROCESS", "CREATED"))
                    .singleElement()
                    .extracting(process -> process.path("bpmnProcessId"))
                    .extracting(JsonNode::asText)
                    .asString()
                    .startsWith("vigie-engine-");
        }
        try (TestEngine anew = TestEngine.start()) {
            recognise(anew);
            recognise(anew);
            assertThat(epoch.current()).isEqualTo(2);
            assertThat(events).containsExactly(new EngineSetUpAnew(2));
        }
    }

    private void recognise(TestEngine engine) {
        try (CamundaClient client = engine.client()) {
            new EngineRecognition(
                            new EngineMark(client),
                            epoch,
                            () -> {},
                            new DataSourceTransactionManager(database),
                            events::add,
                            Clock.systemUTC())
                    .start();
        }
    }
}
