package org.vigie.release.deployment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.springframework.core.io.UrlResource;
import org.springframework.stereotype.Component;

/** What Vigie lends to the commands of plans: its own Java and its driver of PostgreSQL. */
@Component
class Tools {

    private static final String JAR = "postgresql.jar";

    private final Path folder;

    Tools(ReleaseFolders folders) {
        this.folder = folders.shared();
    }

    String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The jar of the driver as a file of its own: the packaged Vigie holds it within its own jar. */
    synchronized String driver() {
        URL place = org.postgresql.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
        try {
            if (place.getProtocol().equals("file")) {
                return Path.of(place.toURI()).toString();
            }
            Path copy = folder.resolve(JAR);
            Path draft = Files.createTempFile(ReleaseFolders.make(folder), ".", ".part");
            String nested = place.toString().replaceFirst("^jar:", "").replaceFirst("!/$", "");
            try (InputStream jar = new UrlResource(nested).getInputStream()) {
                Files.copy(jar, draft, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE);
            return copy.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lend the driver of PostgreSQL", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
