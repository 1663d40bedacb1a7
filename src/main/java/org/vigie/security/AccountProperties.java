package org.vigie.security;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the passwords of the accounts come from.
 *
 * @param dataDir Vigie's data folder; passwords that are not given are made and kept below it
 * @param operatorPassword the operator's password ({@code VIGIE_OPERATOR_PASSWORD}), or null to have one made
 * @param auditorPassword the auditor's password ({@code VIGIE_AUDITOR_PASSWORD}), or null to have one made
 * @param processOwnerPassword the process owner's password ({@code VIGIE_PROCESS_OWNER_PASSWORD}), or null to have one made
 */
@ConfigurationProperties("vigie")
record AccountProperties(
        @DefaultValue("./data") Path dataDir,
        @Nullable String operatorPassword,
        @Nullable String auditorPassword,
        @Nullable String processOwnerPassword) {}
