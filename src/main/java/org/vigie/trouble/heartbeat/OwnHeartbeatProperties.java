package org.vigie.trouble.heartbeat;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Vigie reports that it is alive.
 *
 * @param urlFrom place of the address that is called, which lets anybody report; nothing there: nobody is told
 * @param timeout the longest that a call takes
 * @param allowPrivate addresses, or ranges, that are not on the open net and may be called all the same, also without https
 */
@ConfigurationProperties("vigie.heartbeat")
public record OwnHeartbeatProperties(
        @DefaultValue("env:VIGIE_HEARTBEAT_URL") String urlFrom,
        @DefaultValue("PT10S") Duration timeout,
        @DefaultValue List<String> allowPrivate) {}
