package org.vigie.modelling;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.client.ModelSource;
import org.vigie.engine.client.ShippedModelFiles;
import org.vigie.engine.decision.Decisions;

/**
 * Which models are in force: what an owner deployed last, over what Vigie brings. A version of Vigie that brings another text of a
 * file puts the owner's aside, because it fits the code; that is told. Thread-safe.
 */
@Component
class ModelsInForce implements ModelSource {

    private static final Logger LOG = LoggerFactory.getLogger(ModelsInForce.class);

    private final ModelSet shipped;
    private final ModelStore store;
    private final MigrationStore migrations;
    private final ApplicationChoices applications;
    private final Decisions decisions;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    /** The deployment whose tables this Vigie answers by; 0: the shipped ones. */
    private final AtomicLong answering = new AtomicLong();

    ModelsInForce(
            ShippedModelFiles files,
            ModelStore store,
            MigrationStore migrations,
            ApplicationChoices applications,
            Decisions decisions,
            AuditTrail audit,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.shipped = new ModelSet(files.texts());
        this.store = store;
        this.migrations = migrations;
        this.applications = applications;
        this.decisions = decisions;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    ModelSet shipped() {
        return shipped;
    }

    /** The newest set that was asked for and not refused. */
    ModelSet current() {
        return store.newest().map(newest -> store.set(newest.number())).orElse(shipped);
    }

    @Override
    public Map<String, String> models() {
        return applications.in(atStart(new ArrayList<>()).files());
    }

    private ModelSet atStart(List<String> putAside) {
        Map<String, @Nullable String> changes = new HashMap<>();
        store.newest()
                .ifPresent(newest -> store.files(newest.number()).forEach(file -> {
                    if (Objects.equals(file.hash(), file.shippedHash())) {
                        return;
                    }
                    String brought = shipped.text(file.file());
                    String hash = brought == null ? null : ModelSet.hash(brought);
                    if (Objects.equals(hash, file.shippedHash())) {
                        changes.put(file.file(), file.text());
                    } else if (!Objects.equals(hash, file.hash())) {
                        putAside.add(file.file());
                    }
                }));
        return shipped.with(changes);
    }

    @Override
    public void deployed(Map<String, Long> definitions) {
        transaction.executeWithoutResult(status -> {
            store.lock();
            List<String> putAside = new ArrayList<>();
            ModelSet set = atStart(putAside);
            Deployment newest = store.newest().orElse(null);
            long number;
            if (newest == null || !newest.setHash().equals(set.hash())) {
                number = store.insert(
                        Deployment.START, set, shipped, null, AuditEntry.VIGIE, clock.instant(), Deployment.REQUESTED);
                store.deployed(number, clock.instant(), Deployment.LIVE);
                putAside.forEach(file -> tellPutAside(file, number));
            } else {
                number = newest.number();
            }
            keep(number, set, definitions);
        });
        apply();
    }

    private void tellPutAside(String file, long number) {
        LOG.warn(
                "{} was changed by its owner and comes in another version with this Vigie, which is in force now",
                file);
        audit.add(
                new AuditEntry(
                        ModelDesk.SUBJECT,
                        clock.instant(),
                        AuditEntry.VIGIE,
                        "changed model put aside by a new version of Vigie",
                        Map.of("file", file, "deployment", String.valueOf(number))),
                "models/aside/" + number + "/" + file);
    }

    /** The engine has the set under these keys. */
    void keep(long number, ModelSet set, Map<String, Long> definitions) {
        Map<String, String> hashes = new HashMap<>();
        definitions
                .keySet()
                .forEach(process -> hashes.put(
                        process, store.keep(Objects.requireNonNull(set.text(process + ModelKind.PROCESS.ending())))));
        migrations.definitions(definitions, hashes);
        migrations.targets(number, definitions);
    }

    /** Answers by the tables that the engine has; another Vigie on the same database may have deployed them. */
    @Scheduled(initialDelayString = "PT1S", fixedDelayString = "PT2S")
    void apply() {
        long number = store.newestDeployed().map(Deployment::number).orElse(0L);
        if (answering.get() == number) {
            return;
        }
        ModelSet set = number == 0 ? shipped : store.set(number);
        Map<String, String> tables = new TreeMap<>();
        set.each(ModelKind.DECISION, tables::put);
        decisions.take(tables);
        answering.set(number);
    }
}
