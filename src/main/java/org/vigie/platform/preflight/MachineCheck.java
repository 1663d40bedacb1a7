package org.vigie.platform.preflight;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.util.unit.DataSize;
import org.vigie.shared.HintedException;

/** What the machine must offer: space on the disk, a JDK, the client tools of PostgreSQL. */
public final class MachineCheck {

    /** The oldest Java that Camunda 8.6 and Vigie run on. */
    private static final int MIN_JAVA = 21;

    private MachineCheck() {}

    /** @throws HintedException when less is free on the disk of the folder */
    public static void requireDisk(Path folder, DataSize minimum) {
        try {
            requireDisk(folder, DataSize.ofBytes(Files.getFileStore(folder).getUsableSpace()), minimum);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot tell how much space is free for " + folder, e);
        }
    }

    static void requireDisk(Path folder, DataSize free, DataSize minimum) {
        if (free.compareTo(minimum) < 0) {
            throw new HintedException(
                    "only %d MB are free on the disk of %s, and %d MB are needed"
                            .formatted(free.toMegabytes(), folder, minimum.toMegabytes()),
                    "Make room, choose a folder on another disk with vigie.data-dir, or lower"
                            + " vigie.platform.min-free-disk.");
        }
    }

    /** @throws HintedException when the folder holds no Java that is new enough */
    public static void requireJava(Path javaHome) {
        String version = javaVersion(javaHome)
                .orElseThrow(() -> new HintedException(
                        "there is no Java in " + javaHome,
                        "Let vigie.platform.java-home name the folder of a JDK 21 or newer, or leave it out."));
        if (feature(version) < MIN_JAVA) {
            throw new HintedException(
                    "the Java in %s is version %s, and the platform needs %d or newer"
                            .formatted(javaHome, version, MIN_JAVA),
                    "Let vigie.platform.java-home name the folder of a JDK 21 or newer, or leave it out.");
        }
    }

    private static Optional<String> javaVersion(Path javaHome) {
        if (javaHome.equals(Path.of(System.getProperty("java.home")))) {
            return Optional.of(System.getProperty("java.version"));
        }
        try (InputStream in = Files.newInputStream(javaHome.resolve("release"))) {
            Properties release = new Properties();
            release.load(in);
            return Optional.ofNullable(release.getProperty("JAVA_VERSION")).map(version -> version.replace("\"", ""));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static int feature(String version) {
        String[] numbers = version.split("[.\\-+_]");
        int first = Integer.parseInt(numbers[0]);
        return first == 1 && numbers.length > 1 ? Integer.parseInt(numbers[1]) : first;
    }

    /** What will not work because a client tool of PostgreSQL is missing; empty when all are there. */
    public static Optional<String> missingClientTools(Predicate<String> isOnPath) {
        List<String> missing = Stream.of("pg_dump", "pg_restore", "psql")
                .filter(isOnPath.negate())
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of("%s not found: backups, restore tests and database recovery will fail; install the"
                        .formatted(String.join(", ", missing))
                + " PostgreSQL client tools, version 15 or newer (Debian: postgresql-client)");
    }
}
