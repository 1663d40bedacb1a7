package org.vigie.platform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.BootstrapContextClosedEvent;
import org.springframework.boot.bootstrap.BootstrapRegistry.InstanceSupplier;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;
import org.vigie.platform.preflight.PortUse;

/**
 * Starts the children as soon as the settings are known, so that they come up while Spring builds the application, and
 * tells Spring where database and engine will be. Active in the profile {@code embedded}.
 */
final class PlatformLauncher implements ApplicationListener<SpringApplicationEvent> {

    private @Nullable EmbeddedPlatform platform;

    @Override
    public void onApplicationEvent(SpringApplicationEvent event) {
        if (event instanceof ApplicationEnvironmentPreparedEvent prepared) {
            launch(prepared);
        } else if (event instanceof ApplicationFailedEvent failed && platform != null && !isActive(failed)) {
            platform.close();
        }
    }

    /** Whether there are beans yet to be destroyed, those of the platform after those that use it. */
    private static boolean isActive(ApplicationFailedEvent event) {
        ConfigurableApplicationContext context = event.getApplicationContext();
        return context != null && context.isActive();
    }

    private void launch(ApplicationEnvironmentPreparedEvent event) {
        ConfigurableEnvironment environment = event.getEnvironment();
        PlatformProperties properties =
                Binder.get(environment).bindOrCreate("vigie.platform", PlatformProperties.class);
        if (!properties.enabled() || !environment.acceptsProfiles(Profiles.of("embedded"))) {
            return;
        }
        Path dataDir = Path.of(environment.getProperty("vigie.data-dir", "data"));
        EmbeddedPlatform started = EmbeddedPlatform.start(properties, dataDir, ownPorts(environment), LastResort::end);
        platform = started;
        environment.getPropertySources().addFirst(new MapPropertySource("embeddedPlatform", addresses(started)));
        // last: who sets these has a reason
        environment.getPropertySources().addLast(new MapPropertySource("embeddedDemo", demo(started)));
        environment.getPropertySources().addLast(new MapPropertySource("embeddedOwnDatabase", own(started, dataDir)));
        environment.getPropertySources().addLast(new MapPropertySource("embeddedPlatformLinks", links(started)));
        closeAtTheEnd(started);
        event.getBootstrapContext().register(EmbeddedPlatform.class, InstanceSupplier.of(started));
        event.getBootstrapContext().addCloseListener(PlatformLauncher::makeBean);
    }

    private static List<PortUse> ownPorts(ConfigurableEnvironment environment) {
        List<PortUse> ports = new ArrayList<>();
        int port = environment.getProperty("server.port", Integer.class, 8080);
        if (port > 0) {
            ports.add(new PortUse(port, "Vigie", "server.port"));
        }
        return ports;
    }

    private static Map<String, Object> addresses(EmbeddedPlatform platform) {
        Map<String, Object> addresses = new HashMap<>();
        PlatformProperties properties = platform.properties();
        if (properties.postgres().enabled()) {
            int port = properties.postgres().port();
            addresses.put("spring.datasource.url", platform.postgresAccount().url(port));
            addresses.put(
                    "spring.datasource.username", platform.workingAccount().name());
            addresses.put(
                    "spring.datasource.password", platform.workingAccount().password());
            addresses.put(
                    "vigie.database.owner.username", platform.postgresAccount().name());
            addresses.put(
                    "vigie.database.owner.password", platform.postgresAccount().password());
        }
        if (properties.broker().enabled()) {
            PlatformProperties.Broker broker = properties.broker();
            addresses.put("camunda.client.grpc-address", "http://127.0.0.1:" + broker.grpcPort());
            addresses.put("camunda.client.rest-address", "http://127.0.0.1:" + broker.restPort());
        }
        if (properties.webapps().enabled()) {
            int port = properties.webapps().port();
            addresses.put("vigie.engine.tasklist-url", "http://127.0.0.1:" + port);
        }
        return addresses;
    }

    /** Where the plan's databases of the demonstration are, whatever port and data folder the plan was written for. */
    private static Map<String, Object> demo(EmbeddedPlatform platform) {
        Map<String, Object> settings = new LinkedHashMap<>();
        platform.demo()
                .ifPresent(demo -> List.of("main", "staging").forEach(database -> {
                    String prefix = "vigie.databases.demo." + database + ".";
                    settings.put(prefix + "host", "127.0.0.1");
                    settings.put(
                            prefix + "port", platform.properties().postgres().port());
                    settings.put(prefix + "password-from", "file:" + demo.passwordFile());
                    settings.put(prefix + "recovery-user", demo.administrator());
                    settings.put(prefix + "recovery-password-from", "file:" + demo.administratorPasswordFile());
                }));
        return settings;
    }

    /** Where the database is that the plan of Vigie itself names. */
    private static Map<String, Object> own(EmbeddedPlatform platform, Path dataDir) {
        if (!platform.properties().postgres().enabled()) {
            return Map.of();
        }
        String prefix = "vigie.databases.vigie.main.";
        String database = platform.postgresAccount().database();
        return Map.of(
                prefix + "host",
                "127.0.0.1",
                prefix + "port",
                platform.properties().postgres().port(),
                prefix + "name",
                database,
                prefix + "user",
                database,
                prefix + "password-from",
                "file:" + dataDir.toAbsolutePath().normalize().resolve("secrets/postgres-password"));
    }

    /** For people; whoever puts a proxy before Operate sets it otherwise. */
    private static Map<String, Object> links(EmbeddedPlatform platform) {
        int port = platform.properties().webapps().port();
        return Map.of("vigie.operate-url", "http://localhost:" + port + "/operate");
    }

    /** After the contexts were closed; the second hook only wakes those who still wait for a child. */
    private static void closeAtTheEnd(EmbeddedPlatform platform) {
        SpringApplication.getShutdownHandlers().add(platform::close);
        Runtime.getRuntime().addShutdownHook(new Thread(platform::cancelStart, "platform-cancel"));
    }

    private static void makeBean(BootstrapContextClosedEvent event) {
        event.getApplicationContext()
                .getBeanFactory()
                .registerSingleton(
                        PlatformConfiguration.PLATFORM_BEAN,
                        event.getBootstrapContext().get(EmbeddedPlatform.class));
    }
}
