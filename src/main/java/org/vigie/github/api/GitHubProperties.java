package org.vigie.github.api;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How GitHub is reached.
 *
 * @param endpoint the REST API; another one for GitHub Enterprise Server ({@code https://HOST/api/v3})
 * @param requestTimeout the longest that one request may take, its answer included
 * @param settle how long changes of a ticket are collected before they are written to its issue together
 * @param dueLabel whether the day a ticket is due is written as a label ({@code due: 2026-11-23})
 */
@ConfigurationProperties("vigie.github")
public record GitHubProperties(
        @DefaultValue("https://api.github.com") URI endpoint,
        @DefaultValue("PT20S") Duration requestTimeout,
        @DefaultValue("PT2S") Duration settle,
        @DefaultValue("true") boolean dueLabel) {}
