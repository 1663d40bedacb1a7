package org.vigie.backup.own;

import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.audit.chain.AuditChain;
import org.vigie.backup.RestoredServers;
import org.vigie.backup.seal.Manifest;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.shared.NotFoundException;

/**
 * What a Vigie that was put back must know before its engine is asked: the backup it came from was under way in it, and is not to be taken
 * again or told once more.
 */
@Component
class RestoredState implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RestoredState.class);

    private final RestoreFolder folder;
    private final Operations operations;
    private final AuditTrail audit;
    private final AuditChain chain;
    private final RestoredServers servers;
    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile boolean started;

    RestoredState(
            RestoreFolder folder,
            Operations operations,
            AuditTrail audit,
            AuditChain chain,
            RestoredServers servers,
            JdbcClient jdbc,
            Clock clock) {
        this.folder = folder;
        this.operations = operations;
        this.audit = audit;
        this.chain = chain;
        this.servers = servers;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void start() {
        if (folder.isThere() && !folder.hasDump()) {
            Manifest manifest = folder.manifest();
            end(manifest);
            folder.close(manifest);
        }
        started = true;
    }

    private void end(Manifest manifest) {
        String outcome =
                "Vigie was restored from this backup; what it did after " + manifest.takenAt() + " is not known to it.";
        LOG.warn(
                "restored from the backup {}: what was done after {} is not known here",
                manifest.id(),
                manifest.takenAt());
        try {
            operations.end(manifest.id(), OperationStatus.SUCCEEDED, outcome, null);
        } catch (NotFoundException e) {
            LOG.warn("the restored database does not know the backup {} it came from", manifest.id());
        }
        // the data folder was packed at another moment than the database and may know of later links
        chain.restored();
        servers.remember(manifest.application(), manifest.database(), server());
        audit.add(new AuditEntry(
                manifest.id(),
                clock.instant(),
                AuditEntry.VIGIE,
                "installation restored",
                Map.of("takenAt", manifest.takenAt().toString())));
    }

    private String server() {
        return jdbc.sql("SELECT system_identifier::text FROM pg_control_system()")
                .query(String.class)
                .single();
    }

    @Override
    public void stop() {
        started = false;
    }

    @Override
    public boolean isRunning() {
        return started;
    }

    /** Before the engine is recognised, which starts open operations again. */
    @Override
    public int getPhase() {
        return 0;
    }
}
