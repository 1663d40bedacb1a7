package org.vigie.platform.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.command.Leftovers;
import org.vigie.command.Signals;

/** A PostgreSQL server that outlived the Vigie which started it. */
public final class PostgresLeftover {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresLeftover.class);

    private PostgresLeftover() {}

    /** Ends a server still running on that data folder, and removes a mark that now names a foreign process. */
    public static void stop(Path dataFolder) {
        PostmasterFile file = new PostmasterFile(dataFolder);
        if (!file.exists()) {
            return;
        }
        try {
            Optional<ProcessHandle> server = file.server();
            if (server.isPresent()) {
                LOG.info(
                        "postgres (pid {}) was left running by an earlier start, stopping it",
                        server.get().pid());
                Signals.interrupt(server.get());
                Leftovers.killLate(server.get());
            } else if (file.process().isPresent()) {
                // the id was given to another program meanwhile: PostgreSQL would take that for a running server
                file.delete();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the postmaster.pid of " + dataFolder, e);
        }
    }
}
