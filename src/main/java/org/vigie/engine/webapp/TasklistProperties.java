package org.vigie.engine.webapp;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Tasklist of the embedded platform answers, and the account of its trial mode that reads it.
 *
 * @param tasklistUrl without a slash at its end
 */
@ConfigurationProperties("vigie.engine")
public record TasklistProperties(
        @DefaultValue("http://127.0.0.1:8080") URI tasklistUrl,
        @DefaultValue("demo") String tasklistUsername,
        @DefaultValue("demo") String tasklistPassword) {}
