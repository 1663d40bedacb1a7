package org.vigie.command.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.command.supervisor.Masking;
import org.vigie.command.supervisor.SegmentedLog;

/** What a run wrote on its host, kept here as of a run of this machine: bounded, and with secrets masked. */
final class RemoteOutput implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RemoteOutput.class);

    private final Path folder;
    private final List<String> secrets;
    private final long limit;
    private @Nullable SegmentedLog log;
    private @Nullable Masking out;
    private boolean given;
    private long offset;

    RemoteOutput(Path folder, List<String> secrets, long limit) {
        this.folder = folder;
        this.secrets = secrets;
        this.limit = limit;
    }

    /** From where on nothing is kept yet. */
    long offset() {
        return offset;
    }

    void take(Answer answer) {
        if (answer.output().length == 0) {
            offset = Math.max(offset, answer.from());
            return;
        }
        try {
            if (!given) {
                given = true;
                out = open();
            }
            if (out != null) {
                if (answer.from() > offset) {
                    log.leaveOut(answer.from() - offset);
                }
                out.write(answer.output());
            }
        } catch (IOException e) {
            // the disk is full, perhaps: the run is followed all the same
            LOG.warn("the output of a run on a host cannot be kept in {}: {}", folder, e.getMessage());
            out = null;
        }
        offset = answer.from() + answer.output().length;
    }

    /** All of it comes once more after a crash. */
    private Masking open() throws IOException {
        for (String name : List.of(SegmentedLog.PREVIOUS, SegmentedLog.LATEST, SegmentedLog.OMITTED)) {
            Files.deleteIfExists(folder.resolve(name));
        }
        log = new SegmentedLog(folder, limit);
        return new Masking(
                log, secrets.stream().map(secret -> secret.getBytes(UTF_8)).toList());
    }

    @Override
    public void close() {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException e) {
            LOG.warn("the end of the output in {} is lost: {}", folder, e.getMessage());
        }
    }
}
