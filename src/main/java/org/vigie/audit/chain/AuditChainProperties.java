package org.vigie.audit.chain;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where what the database must not know about the chain is kept.
 *
 * @param dataDir Vigie's data folder
 */
@ConfigurationProperties("vigie")
record AuditChainProperties(
        @DefaultValue("./data") Path dataDir, @DefaultValue Audit audit) {

    /** @param folder null for {@code <data-dir>/audit} */
    record Audit(@Nullable Path folder) {}

    Path folder() {
        Path given = audit.folder();
        return given == null ? dataDir.resolve("audit") : given;
    }
}
