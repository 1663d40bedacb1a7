package org.vigie.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.vigie.platform.artifact.SoftwareCache;

/** The PostgreSQL servers that can be started on this machine: installed ones, and the one of the embedded platform. */
@Component
public class PostgresInstallations {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresInstallations.class);

    /** Where Debian, Red Hat and Homebrew put them. */
    private static final List<String> FOLDERS = List.of(
            "/usr/lib/postgresql/%d",
            "/usr/pgsql-%d", "/opt/homebrew/opt/postgresql@%d", "/usr/local/opt/postgresql@%d");

    private static final List<String> EXTENSIONS =
            List.of("/usr/share/postgresql/%d/extension", "%s/share/postgresql/extension", "%s/share/extension");

    private final SoftwareCache software;

    @Autowired
    PostgresInstallations(
            @Value("${vigie.data-dir:./data}") Path dataDir,
            @Value("${vigie.platform.cache-dir:#{null}}") @Nullable Path cacheDir,
            @Value("${vigie.platform.local-repository:#{null}}") @Nullable Path localRepository) {
        this(new SoftwareCache(
                cacheDir != null ? cacheDir : dataDir.resolve("cache"), localRepository, null, LOG::info));
    }

    private PostgresInstallations(SoftwareCache software) {
        this.software = software;
    }

    /** As {@link EmbeddedPostgresServer} finds its software: for tests. */
    public static PostgresInstallations standalone() {
        return new PostgresInstallations(StandaloneCache.open());
    }

    /**
     * An installation of that major version, one that has the extensions if there is one.
     *
     * @param extensions names, such as {@code postgis}
     * @return a folder that holds {@code bin/postgres}; empty if none has the version
     */
    public Optional<Path> home(int major, Collection<String> extensions) {
        List<Path> installed = FOLDERS.stream()
                .map(folder -> Path.of(folder.formatted(major)))
                .filter(home -> Files.isExecutable(home.resolve("bin/postgres")))
                .toList();
        Optional<Path> complete = installed.stream()
                .filter(home -> hasAll(home, major, extensions))
                .findFirst();
        if (complete.isPresent() || software.postgresMajor() != major) {
            return complete.or(() -> installed.stream().findFirst());
        }
        return Optional.of(software.postgres());
    }

    private static boolean hasAll(Path home, int major, Collection<String> extensions) {
        return extensions.stream()
                .allMatch(extension ->
                        folders(home, major).anyMatch(folder -> Files.exists(folder.resolve(extension + ".control"))));
    }

    private static Stream<Path> folders(Path home, int major) {
        return EXTENSIONS.stream()
                .map(folder -> Path.of(folder.contains("%d") ? folder.formatted(major) : folder.formatted(home)));
    }
}
