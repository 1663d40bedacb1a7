package org.vigie.platform;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.modulith.events.config.EventPublicationAutoConfiguration;
import org.vigie.shared.MigrationDatabase;

/** An application of nothing but the platform, run by tests in a JVM of its own so that they can kill it. */
@EnableAutoConfiguration(exclude = EventPublicationAutoConfiguration.class)
@Import({PlatformConfiguration.class, MigrationDatabase.class})
public final class PlatformOnlyApplication {

    private PlatformOnlyApplication() {}

    @Bean
    static ApplicationRunner whereDemoIs(
            @Value("${vigie.databases.demo.main.host}:${vigie.databases.demo.main.port}") String server,
            @Value("${vigie.databases.demo.main.password-from}") String password) {
        return arguments -> System.out.println("demo is on " + server + " with the password in " + password);
    }

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(PlatformOnlyApplication.class);
        application.setLogStartupInfo(false);
        application.run(args);
    }
}
