package org.vigie.security;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How links in mails are signed and where they lead.
 *
 * @param dataDir Vigie's data folder; a key that is not given is made and kept in it
 * @param linkKey the key ({@code VIGIE_LINK_KEY}), at least 32 characters, or null to have one made
 * @param linkValidity how long a link can be used
 * @param publicUrl where readers of mails reach Vigie, without a slash at its end
 */
@ConfigurationProperties("vigie")
record LinkProperties(
        @DefaultValue("./data") Path dataDir,
        @Nullable String linkKey,
        @DefaultValue("P7D") Duration linkValidity,
        @DefaultValue("http://localhost:8090") URI publicUrl) {}
