package org.vigie.platform;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/** An application of nothing but the platform, run by tests in a JVM of its own so that they can kill it. */
@EnableAutoConfiguration
@Import(PlatformConfiguration.class)
public final class PlatformOnlyApplication {

    private PlatformOnlyApplication() {}

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(PlatformOnlyApplication.class);
        application.setLogStartupInfo(false);
        application.run(args);
    }
}
