package org.vigie.platform;

import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.platform.artifact.SoftwareCache;

/** The cache of unpacked software for servers that are started without the platform. */
final class StandaloneCache {

    private static final Logger LOG = LoggerFactory.getLogger(StandaloneCache.class);

    private StandaloneCache() {}

    /** In the folder of the system property {@code vigie.platform.cache-dir}, by default {@code data/cache}. */
    static SoftwareCache open() {
        Path folder = Path.of(System.getProperty("vigie.platform.cache-dir", "data/cache"));
        String repository = System.getProperty("vigie.platform.local-repository");
        return new SoftwareCache(folder, repository == null ? null : Path.of(repository), null, LOG::info);
    }
}
