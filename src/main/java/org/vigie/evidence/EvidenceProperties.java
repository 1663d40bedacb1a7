package org.vigie.evidence;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where exports stand while they are made.
 *
 * @param dataDir Vigie's data folder
 */
@ConfigurationProperties("vigie")
record EvidenceProperties(@DefaultValue("./data") Path dataDir) {}
