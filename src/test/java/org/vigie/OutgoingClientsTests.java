package org.vigie;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.CamundaClient;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.connector.GitHubConnector;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jackson2.autoconfigure.Jackson2AutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.vigie.engine.client.CamundaClientWiring;
import org.vigie.engine.webapp.TasklistProperties;
import org.vigie.engine.webapp.WebappSession;
import org.vigie.github.api.GitHubProperties;
import org.vigie.shared.AddressRange;
import org.vigie.shared.GuardedExchange;
import org.vigie.shared.MigrationDatabase;
import org.vigie.shared.PlainSession;
import org.vigie.support.FallingSilent;
import org.vigie.support.SilentServer;
import org.vigie.support.TestDatabase;

/**
 * Every client of another server, with the settings of the base profile, against one that takes the connection and says nothing:
 * each fails by itself. {@code ArchitectureRules.OUTGOING_CLIENTS_HAVE_A_PLACE} lets no other be built.
 */
class OutgoingClientsTests {

    @EnableConfigurationProperties(GitHubProperties.class)
    static class GitHubSettings {}

    private static final Duration LONGEST = Duration.ofSeconds(75);

    @Test
    void endInTimeWhenTheOtherSideIsSilent() throws Exception {
        try (SilentServer silent = SilentServer.start()) {
            String server = "127.0.0.1:" + silent.port();
            base().withConfiguration(AutoConfigurations.of(
                            Jackson2AutoConfiguration.class,
                            DataSourceAutoConfiguration.class,
                            MailSenderAutoConfiguration.class,
                            CamundaClientWiring.class))
                    .withUserConfiguration(GitHubSettings.class, Class.forName("org.vigie.github.api.GitHubTransport"))
                    .withBean(Clock.class, Clock::systemUTC)
                    .withPropertyValues(
                            "spring.datasource.url=jdbc:postgresql://" + server + "/vigie",
                            "spring.mail.host=127.0.0.1",
                            "spring.mail.port=" + silent.port(),
                            "camunda.client.grpc-address=http://" + server,
                            "camunda.client.rest-address=http://" + server)
                    .run(context -> expectAllToFail(clients(context, server)));
        }
    }

    @Test
    void aDatabaseThatFallsSilentEndsAStatementInTime() throws Exception {
        String url = TestDatabase.newDatabase();
        int port = Integer.parseInt(PGProperty.PG_PORT.getOrDefault(Driver.parseURL(url, null)));
        try (FallingSilent proxy = FallingSilent.before(port)) {
            base().withConfiguration(databases())
                    .withPropertyValues("spring.datasource.url=" + url.replace(":" + port, ":" + proxy.port()))
                    .run(context -> {
                        JdbcClient jdbc = context.getBean(JdbcClient.class);
                        assertThat(jdbc.sql("SELECT 1").query(Integer.class).single())
                                .isEqualTo(1);
                        proxy.fallSilent();
                        expectAllToFail(Map.of(
                                "a statement",
                                () -> jdbc.sql("SELECT 2").query(Integer.class).single()));
                    });
        }
    }

    @Test
    void aStatementThatWaitsForALockEndsBeforeItsConnectionIsCut() {
        base().withConfiguration(databases())
                .withPropertyValues("spring.datasource.url=" + TestDatabase.newDatabase())
                .run(context -> {
                    int statement = context.getBean(JdbcTemplate.class).getQueryTimeout();
                    String socket = context.getEnvironment()
                            .getProperty("spring.datasource.hikari.data-source-properties.socketTimeout");
                    assertThat(statement).isPositive().isLessThan(Integer.parseInt(String.valueOf(socket)));
                });
    }

    @Test
    void aMigrationIsNeverCut() {
        base().withConfiguration(databases())
                .withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class))
                .withUserConfiguration(MigrationDatabase.class)
                .withPropertyValues("spring.datasource.url=" + TestDatabase.newDatabase())
                .run(context -> {
                    var flyway = context.getBean(org.flywaydb.core.Flyway.class);
                    try (var connection =
                            flyway.getConfiguration().getDataSource().getConnection()) {
                        assertThat(connection.getNetworkTimeout()).isZero();
                    }
                    try (var connection = context.getBean(DataSource.class).getConnection()) {
                        assertThat(connection.getNetworkTimeout()).isPositive();
                    }
                });
    }

    private static Map<String, Callable<?>> clients(ApplicationContext context, String server) {
        CamundaClient camunda = context.getBean(CamundaClient.class);
        WebappSession tasklist = new WebappSession(
                new TasklistProperties(URI.create("http://" + server), "demo", "demo"), new ObjectMapper());
        GitHubConnector github = context.getBean(GitHubConnector.class);
        Map<String, Callable<?>> clients = new LinkedHashMap<>();
        clients.put("database", () -> context.getBean(DataSource.class).getConnection());
        String[] address = server.split(":");
        clients.put(
                "database of a plan",
                () -> PlainSession.open(
                        address[0], Integer.parseInt(address[1]), "shop", "shop", "secret", "test", Map.of()));
        clients.put(
                "channel of a plan",
                () -> new GuardedExchange(Duration.ofSeconds(20), GuardedExchange.OF_THE_MACHINE)
                        .post(
                                new GuardedExchange.Post(
                                        URI.create("http://" + server), Map.of(), "application/json", "{}"),
                                List.of(AddressRange.parse("127.0.0.1"))));
        clients.put("mail server", () -> {
            context.getBean(JavaMailSenderImpl.class).testConnection();
            return null;
        });
        clients.put(
                "engine, gRPC",
                () -> camunda.newTopologyRequest().useGrpc().send().join());
        clients.put(
                "engine, publishing",
                () -> camunda.newPublishMessageCommand()
                        .messageName("m")
                        .correlationKey("k")
                        .send()
                        .join());
        clients.put(
                "engine, REST",
                () -> camunda.newUpdateUserTaskCommand(1).priority(1).send().join());
        clients.put("Tasklist", () -> tasklist.search(Map.of()));
        clients.put(
                "GitHub",
                () -> new GitHubBuilder()
                        .withEndpoint("http://" + server)
                        .withConnector(github)
                        .build()
                        .getMeta());
        return clients;
    }

    /** All at once: some of them take half a minute. */
    private static void expectAllToFail(Map<String, Callable<?>> clients) throws InterruptedException {
        ExecutorService threads =
                Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
        Map<String, Future<?>> answers = new LinkedHashMap<>();
        clients.forEach((name, client) -> answers.put(name, threads.submit(client)));
        SoftAssertions soft = new SoftAssertions();
        long end = System.nanoTime() + LONGEST.toNanos();
        for (var answer : answers.entrySet()) {
            try {
                answer.getValue().get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
                soft.fail(answer.getKey() + " got an answer");
            } catch (ExecutionException e) {
                soft.assertThat(e.getCause()).as(answer.getKey()).isInstanceOf(Exception.class);
            } catch (TimeoutException e) {
                soft.fail(answer.getKey() + " still waits after " + LONGEST);
            }
        }
        threads.shutdownNow();
        soft.assertAll();
    }

    private static AutoConfigurations databases() {
        return AutoConfigurations.of(
                DataSourceAutoConfiguration.class,
                JdbcTemplateAutoConfiguration.class,
                JdbcClientAutoConfiguration.class);
    }

    private static ApplicationContextRunner base() {
        return new ApplicationContextRunner().withInitializer(new ConfigDataApplicationContextInitializer());
    }
}
