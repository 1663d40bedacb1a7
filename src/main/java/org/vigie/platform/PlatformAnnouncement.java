package org.vigie.platform;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;

/** Says at the end of the start where everything is. */
final class PlatformAnnouncement {

    private static final Logger LOG = LoggerFactory.getLogger(PlatformAnnouncement.class);

    private final EmbeddedPlatform platform;

    PlatformAnnouncement(EmbeddedPlatform platform) {
        this.platform = platform;
    }

    /** The webapps are the last to come up; the application is not ready before. */
    @EventListener
    void awaitTheRest(ApplicationStartedEvent event) {
        platform.awaitAll();
    }

    @EventListener
    void announce(ApplicationReadyEvent event) {
        StringBuilder text = new StringBuilder("Vigie is ready\n");
        if (event.getApplicationContext() instanceof ServletWebServerApplicationContext web) {
            text.append("  Vigie     http://localhost:")
                    .append(web.getWebServer().getPort())
                    .append('\n');
        }
        PlatformProperties.Webapps webapps = platform.properties().webapps();
        if (webapps.enabled()) {
            String address = "http://localhost:" + webapps.port();
            text.append("  Tasklist  ").append(address).append("/tasklist\n");
            text.append("  Operate   ").append(address).append("/operate\n");
            text.append("  accounts of the trial mode for both: demo and act, each with its name as password\n");
        }
        LOG.info("{}", text);
    }
}
