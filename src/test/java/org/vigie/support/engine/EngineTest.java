package org.vigie.support.engine;

import io.camunda.client.CamundaClient;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.ContextConfiguration;
import org.vigie.support.MutableClock;
import org.vigie.support.TestDatabase;

/**
 * The whole application with its HTTP interface on a real database and the real broker, and with a clock that the test
 * moves together with the broker's: inject {@link EngineRun}.
 */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "vigie.platform.enabled=false",
            "vigie.monitoring.enabled=false",
            "vigie.data-dir=target/engine-tests/${vigie.test.fork:1}/vigie",
            "vigie.operator-password=operator-secret",
            "vigie.auditor-password=auditor-secret",
            "vigie.process-owner-password=owner-secret",
            "vigie.models.watch=false"
        })
@ContextConfiguration(initializers = {TestDatabase.class, TestEngine.Shared.class})
@Import(EngineTest.Beans.class)
public @interface EngineTest {

    @TestConfiguration(proxyBeanMethods = false)
    class Beans {

        @Bean
        @Primary
        MutableClock testClock() {
            return EngineRun.clock();
        }

        @Bean
        MailFolder mailFolder(@Value("${vigie.mail.folder}") Path folder) {
            return new MailFolder(folder);
        }

        /** In place of Tasklist, which these tests do not start. */
        @Bean
        @Primary
        RecordedTasks recordedTasks() {
            return new RecordedTasks(TestEngine.Shared::records);
        }

        /** In place of Operate. */
        @Bean
        @Primary
        RecordedIncidents recordedIncidents() {
            return new RecordedIncidents(TestEngine.Shared::records);
        }

        /** In place of Operate. */
        @Bean
        @Primary
        RecordedInstances recordedInstances() {
            return new RecordedInstances(TestEngine.Shared::records);
        }

        /** Lazy because it needs the application started. */
        @Bean
        @Lazy
        EngineRun engineRun(CamundaClient client, MutableClock clock, @Value("${local.server.port}") int port) {
            TestEngine engine = TestEngine.Shared.engine();
            clock.set(engine.now());
            return new EngineRun(engine, client, clock, port);
        }
    }
}
