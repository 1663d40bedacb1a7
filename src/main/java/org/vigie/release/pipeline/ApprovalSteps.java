package org.vigie.release.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.operation.TargetHeldException;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.ReleaseSettings;
import org.vigie.plan.ReleaseSettings.Approval;
import org.vigie.release.deployment.Artefacts;
import org.vigie.release.deployment.Deployment;
import org.vigie.release.deployment.Entries;
import org.vigie.release.deployment.Instances;
import org.vigie.release.deployment.ReleaseFailedException;
import org.vigie.release.freeze.FreezeGate;
import org.vigie.release.history.ReleaseHistory;
import org.vigie.release.history.ReleaseTags;
import org.vigie.release.migrations.Migration;
import org.vigie.release.migrations.MigrationClass;
import org.vigie.release.migrations.MigrationPlan;
import org.vigie.release.publication.NotesOfReleases;
import org.vigie.release.record.ReleaseRun;
import org.vigie.release.record.VersionRecords;
import org.vigie.release.version.TagPattern;
import org.vigie.shared.BusyElsewhereException;
import org.vigie.shared.value.Texts;

/** What a person should know before production, whether one is asked, and whether what was approved is still the case. */
@Configuration(proxyBeanMethods = false)
class ApprovalSteps {

    private static final Duration WHILE_OTHERS_WORK = Duration.ofSeconds(5);
    private static final int LATEST = 20;

    private final ReleaseContext context;
    private final SchemaMigrations schema;
    private final Instances instances;
    private final Entries entries;
    private final Artefacts artefacts;
    private final Repositories repositories;
    private final VersionRecords versions;
    private final Operations operations;
    private final ReleaseNotices notices;
    private final FreezeGate freezes;
    private final NotesOfReleases notes;

    ApprovalSteps(
            ReleaseContext context,
            SchemaMigrations schema,
            Instances instances,
            Entries entries,
            Artefacts artefacts,
            Repositories repositories,
            VersionRecords versions,
            Operations operations,
            ReleaseNotices notices,
            FreezeGate freezes,
            NotesOfReleases notes) {
        this.context = context;
        this.schema = schema;
        this.instances = instances;
        this.entries = entries;
        this.artefacts = artefacts;
        this.repositories = repositories;
        this.versions = versions;
        this.operations = operations;
        this.notices = notices;
        this.freezes = freezes;
        this.notes = notes;
    }

    @Bean
    ReleaseStep classifyStep() {
        return new NamedStep("classify", this::classify);
    }

    @Bean
    ReleaseStep confirmStep() {
        return new NamedStep("confirm", this::confirm);
    }

    private Map<String, ?> classify(String operationId, Heartbeat heartbeat) {
        ReleaseRun run = context.run(operationId);
        Deployment production = production(run);
        context.keep(operationId, Map.of(ReleaseRun.SLOT, production.slot()));
        instances.clear(production, operationId, heartbeat);
        if (SchemaMigrations.of(production).isPresent()) {
            List<String> pending = schema.pending(operationId, production, "Pending migrations", heartbeat);
            List<Migration> judged = schema.judge(operationId, production, pending, heartbeat);
            context.keep(operationId, Map.of(ReleaseRun.MIGRATIONS, ReleaseRun.kept(judged)));
        }
        MigrationPlan plan = context.run(operationId).migrations();
        context.show(operationId, Map.of("migrations", shown(plan)));
        ReleaseSettings settings = context.settings(run);
        boolean loses = plan.worst()
                .filter(worst -> worst.compareTo(MigrationClass.LOSSY) >= 0)
                .isPresent();
        boolean asked = settings.approval() == Approval.REQUIRED || loses;
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("approvalNeeded", asked);
        variables.put("approvalWithin", settings.approvalWithin().toString());
        NotesOfReleases.Draft draft = notes(run);
        List<String> facts = new ArrayList<>(asked ? facts(run, plan) : List.of());
        draft.notTakenOver().forEach(line -> facts.add("Not in the notes, which somebody edited: " + line));
        variables.put("facts", asked ? Texts.unlinked(facts) : List.of());
        variables.put("notes", asked ? draft.users() : "");
        variables.put("technicalNotes", asked ? draft.technical() : "");
        if (asked) {
            notices.tellApproval(operationId);
            operations.waiting(operationId);
        }
        return variables;
    }

    private NotesOfReleases.Draft notes(ReleaseRun run) {
        MaintenancePlan plan = context.plan(run.application());
        try (ReleaseHistory history = repositories.open(plan)) {
            ReleaseTags tags = history.tags(new TagPattern(context.settings(run).tags()));
            return notes.make(run, history, tags, plan.language());
        }
    }

    private Map<String, ?> confirm(String operationId, Heartbeat heartbeat) {
        Operation operation = operations.require(operationId);
        if (operation.status() == OperationStatus.WAITING) {
            resume(operationId);
        }
        ReleaseRun run = context.run(operationId);
        context.step(operationId, "Confirm what is released", () -> {
            ReleaseCheck.requireUnmoved(repositories.tags(context.plan(run.application())), run);
            artefacts.requireSound(run);
            requireSameServing(run);
            requireSameStaging(run);
            if (!ReleaseEnd.wasInProduction(run)) {
                freezes.requireFree(context.plan(run.application()), operation);
            }
            return "tag, artefact, staging and production are as they were";
        });
        heartbeat.check();
        return Map.of();
    }

    private void resume(String operationId) {
        try {
            operations.resume(operationId);
        } catch (TargetHeldException e) {
            throw new BusyElsewhereException(e.fact(), e.hint(), WHILE_OTHERS_WORK);
        }
    }

    private void requireSameServing(ReleaseRun run) {
        String serving = versions.serving(run.application()).orElse(null);
        if (!Objects.equals(serving, run.previous())) {
            throw new ReleaseFailedException(
                    "superseded",
                    (serving == null ? "nothing" : serving) + " serves by now, and "
                            + (run.previous() == null ? "nothing" : run.previous()) + " did when this was tried",
                    "Release the version again: it is tried against what serves now.");
        }
    }

    /** The last validation counts: whatever came to staging since has made this one void. */
    private void requireSameStaging(ReleaseRun run) {
        if (context.settings(run).staging() == null) {
            return;
        }
        boolean same = entries.serving(run.application(), Deployment.STAGING)
                .filter(serving -> serving.operationId().equals(run.operationId())
                        && serving.artefact().equals(run.artefact()))
                .isPresent();
        if (!same || run.fact(ReleaseRun.VALIDATED_AT).isEmpty()) {
            throw new ReleaseFailedException(
                    "validation-void",
                    "staging shows something else than this release by now",
                    "Release the version again.");
        }
    }

    /** In the slot of production that does not serve. */
    private Deployment production(ReleaseRun run) {
        String free = run.fact(ReleaseRun.SLOT)
                .orElseGet(() -> entries.serving(run.application(), Deployment.PRODUCTION)
                        .map(serving -> Deployment.other(serving.slot()))
                        .orElse("a"));
        return context.deployment(run, Deployment.PRODUCTION, free);
    }

    /** What the form shows. */
    private List<String> facts(ReleaseRun run, MigrationPlan plan) {
        List<String> facts = new ArrayList<>();
        facts.add("Version " + run.version() + " (tag " + run.tag() + ", commit "
                + run.commit().substring(0, 12)
                + "), artefact " + run.artefact().substring(0, 16) + "; "
                + (run.previous() == null ? "nothing serves yet" : run.previous() + " serves") + ".");
        facts.add(run.fact(ReleaseRun.VALIDATED_AT)
                .map(at -> "Validated on staging at " + at + ".")
                .orElse("It was not validated: the plan has no staging."));
        if (plan.migrations().isEmpty()) {
            facts.add("No migrations.");
        }
        plan.migrations()
                .forEach(migration -> facts.add("Migration " + migration.id() + ": "
                        + migration.migrationClass().name().toLowerCase(Locale.ROOT)
                        + (migration.compatible() ? "" : ", the version before does not run on it") + " ("
                        + migration.reason() + ")."));
        if (plan.order() == MigrationPlan.Order.WITH_A_MAINTENANCE_PAGE && run.previous() != null) {
            facts.add("The application is closed for a moment while the schema changes.");
        }
        facts.add(backup(run));
        facts.addAll(freezes.facts(
                context.plan(run.application()),
                operations.require(run.operationId()),
                context.settings(run).approvalWithin()));
        return facts;
    }

    private String backup(ReleaseRun run) {
        Optional<Operation> verified =
                operations.list(run.application(), "backups", OperationStatus.SUCCEEDED, null, LATEST).stream()
                        .filter(backup -> "verified".equals(backup.details().get("state")))
                        .findFirst();
        return verified.map(backup ->
                                "Newest verified backup: " + backup.details().get("takenAt") + ".")
                        .orElse("There is no verified backup.")
                + " Another one is taken before production is touched; without it the release stops.";
    }

    private static List<Map<String, Object>> shown(MigrationPlan plan) {
        return plan.migrations().stream()
                .<Map<String, Object>>map(migration -> Map.of(
                        "id",
                        migration.id(),
                        "class",
                        migration.migrationClass().name().toLowerCase(Locale.ROOT)))
                .toList();
    }
}
