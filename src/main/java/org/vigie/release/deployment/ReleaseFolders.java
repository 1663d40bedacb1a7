package org.vigie.release.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Where releases keep their files: below {@code releases} in the data folder. */
@Component
public class ReleaseFolders {

    private final Path root;

    ReleaseFolders(@Value("${vigie.data-dir:./data}") Path dataDir) {
        this.root = dataDir.toAbsolutePath().normalize().resolve("releases");
    }

    /** What all applications share. */
    public Path shared() {
        return root.resolve("lib");
    }

    public Path application(String application) {
        return root.resolve(application);
    }

    /** What a release works with until it is over. */
    public Path work(String application, String operationId) {
        return application(application).resolve("work").resolve(operationId);
    }

    /** An artefact by its hash. */
    public Path artefact(String application, String sha256) {
        return application(application).resolve("artefacts").resolve(sha256);
    }

    public Path environment(String application, String environment) {
        return application(application).resolve(environment);
    }

    /** Names the ports of the instances, that which serves first. */
    public Path upstream(String application, String environment) {
        return environment(application, environment).resolve("upstream");
    }

    /** Deletes a folder with all that is in it; nothing if it is not there. */
    public static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }

    /** Moves a folder at once, so that half of it is never seen. */
    public static void move(Path folder, Path target) {
        try {
            Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot move " + folder, e);
        }
    }

    /** Makes a folder unless it is there. */
    public static Path make(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
    }
}
