package org.vigie.shared.web;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom Vigie believes where a request came from.
 *
 * @param trustedProxies addresses or ranges such as {@code 172.18.0.0/16} of proxies that write {@code X-Forwarded-For}; none: the
 *     address of the connection counts
 */
@ConfigurationProperties("vigie")
record ProxyProperties(@DefaultValue List<String> trustedProxies) {}
