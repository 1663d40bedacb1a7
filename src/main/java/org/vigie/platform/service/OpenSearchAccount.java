package org.vigie.platform.service;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.vigie.platform.guard.OpenSearchGuard;
import org.vigie.shared.SecretFile;

/**
 * The account of the platform's OpenSearch, the only one it knows.
 *
 * @param address where OpenSearch is, without a path
 * @param password made at random once
 */
public record OpenSearchAccount(URI address, String password) {

    /** With a password that is kept in a file only its owner can read; made when the file is absent. */
    public static OpenSearchAccount keptIn(Path file, int port) throws IOException {
        return new OpenSearchAccount(URI.create("http://127.0.0.1:" + port), new SecretFile(file).readOrMake());
    }

    public String name() {
        return OpenSearchGuard.ACCOUNT;
    }

    /** The header {@code Authorization} for each request. */
    public String authorization() {
        return OpenSearchGuard.authorization(password);
    }

    @Override
    public String toString() {
        return "OpenSearchAccount[" + address + "]";
    }
}
