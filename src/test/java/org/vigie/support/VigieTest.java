package org.vigie.support;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Instant;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;

/** The application on a real database, without an engine, and with a clock that the test moves. */
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        properties = {
            "camunda.client.enabled=false",
            "vigie.platform.enabled=false",
            "vigie.data-dir=" + ForkFolder.DATA,
            // contexts live beside each other, each with a database of its own
            "vigie.status-page.folder=" + ForkFolder.DATA + "/status-${random.uuid}",
            "vigie.status-page.interval=P1D",
            "vigie.audit.folder=" + ForkFolder.DATA + "/audit-${random.uuid}",
            "vigie.monitoring.enabled=false",
            "vigie.operations.first-look=P1D",
            "vigie.troubles.first-look=P1D",
            "vigie.procedures.enabled=false",
            // nobody logs in with it here; without one no operation on the database is taken
            "vigie.databases.demo.main.password-from=file:src/test/resources/demo-password",
            "vigie.operator-password=operator-secret",
            "vigie.auditor-password=auditor-secret",
            "vigie.process-owner-password=owner-secret",
            "vigie.models.watch=false"
        })
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TestDatabase.class)
@Import(VigieTest.TestClock.class)
@ExtendWith(FreeTargets.class)
public @interface VigieTest {

    /** A Friday morning in Paris. */
    Instant START = Instant.parse("2026-11-20T09:00:00Z");

    @TestConfiguration(proxyBeanMethods = false)
    class TestClock {

        @Bean
        @Primary
        MutableClock testClock() {
            return new MutableClock(START);
        }

        @Bean
        KeptMails keptMails(JdbcClient jdbc) {
            return new KeptMails(jdbc);
        }

        /** In place of Tasklist. */
        @Bean
        KnownCompletions knownCompletions() {
            return new KnownCompletions();
        }
    }
}
