package org.vigie.support;

import java.nio.file.Path;

/** Folders under {@code target} that tests share within their JVM; the build runs two of them beside each other. */
public final class ForkFolder {

    /** For annotations, as Spring resolves it. */
    public static final String DATA = "target/test-data/${vigie.test.fork:1}";

    private ForkFolder() {}

    public static Path of(String name) {
        return Path.of("target", name, System.getProperty("vigie.test.fork", "1"));
    }
}
