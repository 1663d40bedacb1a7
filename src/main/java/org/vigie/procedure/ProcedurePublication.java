package org.vigie.procedure;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.client.ModelsDeployed;
import org.vigie.engine.event.AfterCommit;
import org.vigie.engine.event.AfterStart;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.DocumentFolder;
import org.vigie.shared.HintedException;

/**
 * Publishes the procedures of every application where its documents are, after each start and when an owner's models are deployed: that is
 * when models, tables and plans change. What is the same is not written again, and what somebody else wrote stays.
 */
@Service
class ProcedurePublication {

    private static final Logger LOG = LoggerFactory.getLogger(ProcedurePublication.class);

    private final Procedures procedures;
    private final Plans plans;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Path applications;
    private final boolean enabled;
    private final Clock clock;

    ProcedurePublication(
            Procedures procedures,
            Plans plans,
            AuditTrail audit,
            TransactionTemplate transaction,
            @Value("${vigie.applications-dir:${vigie.data-dir:./data}/applications}") Path applications,
            @Value("${vigie.procedures.enabled:true}") boolean enabled,
            Clock clock) {
        this.procedures = procedures;
        this.plans = plans;
        this.audit = audit;
        this.transaction = transaction;
        this.applications = applications;
        this.enabled = enabled;
        this.clock = clock;
    }

    /** Those of whoever was changed by its owner while Vigie runs. */
    @AfterCommit(id = "procedure.models-deployed")
    void on(ModelsDeployed event) {
        publishAll();
    }

    @AfterStart
    void publishAll() {
        if (enabled) {
            plans.all().forEach(this::publish);
        }
    }

    /** Writes those of one application and keeps in the audit trail which are new or different. */
    Set<String> publish(MaintenancePlan plan) {
        DocumentFolder folder = new DocumentFolder(
                applications.resolve(plan.application()),
                plan.tickets().postMortem().folder().resolve("procedures"));
        Set<String> changed = new TreeSet<>();
        procedures.of(plan).forEach((name, text) -> {
            try {
                if (folder.replace(name, text)) {
                    changed.add(name);
                }
            } catch (HintedException e) {
                LOG.warn("procedure {} of {} is not published: {}", name, plan.application(), e.getMessage());
            }
        });
        if (!changed.isEmpty()) {
            String caseId = "procedures/" + plan.application();
            transaction.executeWithoutResult(status -> audit.add(
                    new AuditEntry(
                            caseId,
                            clock.instant(),
                            AuditEntry.VIGIE,
                            "procedures published",
                            Map.of("documents", String.join(", ", changed))),
                    caseId + "/" + clock.instant()));
            LOG.info("{} procedures of {} published", changed.size(), plan.application());
        }
        return changed;
    }
}
