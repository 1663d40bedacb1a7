package org.vigie.monitoring.uptimerobot;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where UptimeRobot's API is.
 *
 * @param api with version 3, or with version 2 where it ends so
 * @param timeout the longest that a request takes
 * @param allowPrivate addresses, or ranges, that are not on the open net and may be asked all the same, also without https
 */
@ConfigurationProperties("vigie.uptimerobot")
public record UptimeRobotProperties(
        @DefaultValue("https://api.uptimerobot.com/v3") URI api,
        @DefaultValue("PT10S") Duration timeout,
        @DefaultValue List<String> allowPrivate) {

    /** Whether it speaks the version before. */
    boolean isVersion2() {
        return api.getPath().endsWith("/v2");
    }
}
