package org.vigie.modelling;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.instance.RunningInstances;
import org.vigie.modelling.check.Differences;
import org.vigie.modelling.check.ModelChecks;
import org.vigie.modelling.check.Reach;
import org.vigie.modelling.check.RunningRules;
import org.vigie.modelling.history.PastCases;
import org.vigie.shared.ConflictException;
import org.vigie.shared.HintedException;
import org.vigie.shared.InvalidFieldException;
import org.vigie.shared.NotFoundException;

/** Where owners of processes have their changes tried, deploy them and take them back. */
@Service
public class ModelDesk {

    /** What entries of the audit trail about models are about. */
    public static final String SUBJECT = "models";

    private static final Logger LOG = LoggerFactory.getLogger(ModelDesk.class);
    private static final int LARGEST = 1_000_000;
    private static final int LATEST = 20;

    private final ModelsInForce inForce;
    private final ModelStore store;
    private final ModelChecks checks;
    private final PastCases past;
    private final ObjectProvider<RunningInstances> running;
    private final AuditTrail audit;
    private final Clock clock;

    ModelDesk(
            ModelsInForce inForce,
            ModelStore store,
            PastCases past,
            ObjectProvider<RunningInstances> running,
            AuditTrail audit,
            Clock clock) {
        this.inForce = inForce;
        this.store = store;
        this.checks = new ModelChecks(inForce.shipped());
        this.past = past;
        this.running = running;
        this.audit = audit;
        this.clock = clock;
    }

    /** The models in force. */
    public ModelSet inForce() {
        return inForce.current();
    }

    /** What was deployed, newest first. */
    public List<Deployment> deployments() {
        return store.list(LATEST);
    }

    /** @throws NotFoundException if there is none of the number */
    public Deployment deployment(long number) {
        return store.find(number)
                .orElseThrow(() -> new NotFoundException(
                        "there is no deployment " + number, "Deployments are listed at GET /api/models."));
    }

    /** What was tried last, if it is about what is in force and was not deployed. */
    public Optional<Trial> open() {
        String current = inForce().hash();
        return store.newestTrial().filter(trial -> trial.baseHash().equals(current));
    }

    /** @throws NotFoundException if there is none of the id */
    public Trial trial(String id) {
        if (!id.matches("[0-9a-f-]{36}")) {
            throw noTrial(id);
        }
        return store.trial(id).orElseThrow(() -> noTrial(id));
    }

    private static NotFoundException noTrial(String id) {
        return new NotFoundException("there is no trial " + id, "Trials are made at POST /api/models/{id}/trials.");
    }

    /**
     * The text of a file as it was before a trial, or as it would be; empty where there is none.
     *
     * @param before whether what was in force is meant
     */
    public Optional<String> text(Trial trial, String file, boolean before) {
        return Optional.ofNullable(store.texts(trial.id(), before).get(file));
    }

    /** Whether there is something to roll back to. */
    public boolean canRollBack() {
        return store.newest().flatMap(store::before).isPresent();
    }

    /**
     * Tries a change; nothing of it comes into force.
     *
     * @param changes texts by the names of their files; null removes one
     * @throws HintedException if nothing differs from what is in force
     */
    public Trial tryOut(Map<String, @Nullable String> changes, String account) {
        changes.forEach(ModelDesk::require);
        ModelSet base = inForce();
        ModelSet changed = base.with(changes);
        if (changed.equals(base)) {
            throw new HintedException(
                    "nothing differs from what is in force", "Save the change in Camunda Modeler, then try it again.");
        }
        Trial trial = new Trial(
                UUID.randomUUID().toString(),
                base.hash(),
                changed.hash(),
                account,
                clock.instant(),
                List.copyOf(changed.differingFrom(base)),
                report(base, changed));
        store.insert(trial, base, changed);
        return trial;
    }

    private static void require(String file, @Nullable String text) {
        if (ModelKind.of(file).isEmpty()) {
            throw new InvalidFieldException(
                    "id", "is none of a model: " + file, "Use the name of a file in bpmn/, dmn/ or forms/.");
        }
        if (text != null && text.length() > LARGEST) {
            throw new InvalidFieldException(
                    "text", "is longer than " + LARGEST + " characters", "Split the diagram into several.");
        }
    }

    private TrialReport report(ModelSet base, ModelSet changed) {
        List<Finding> refusals = new ArrayList<>(checks.refusals(base, changed));
        List<Tried> history = new ArrayList<>();
        SortedMap<String, Map<String, Integer>> at = new TreeMap<>();
        boolean known = true;
        if (refusals.isEmpty()) {
            PastCases.Outcome outcome = past.tryOn(base, changed);
            refusals.addAll(outcome.refusals());
            history.addAll(outcome.tried());
            Optional<SortedMap<String, Map<String, Integer>>> counted = count(base, changed);
            known = counted.isPresent();
            counted.ifPresent(at::putAll);
            refusals.addAll(RunningRules.refusals(base, changed, at));
        }
        return new TrialReport(refusals, Differences.between(base, changed), history, at, known);
    }

    /** How many running cases are at each element of the processes that a change reaches; empty if nobody knows. */
    private Optional<SortedMap<String, Map<String, Integer>>> count(ModelSet base, ModelSet changed) {
        RunningInstances instances = running.getIfAvailable();
        if (instances == null) {
            return Optional.empty();
        }
        SortedMap<String, Map<String, Integer>> counted = new TreeMap<>();
        try {
            for (String process : Reach.of(base, changed)) {
                Map<String, Integer> elements = new TreeMap<>();
                instances
                        .of(process)
                        .forEach(instance -> instance.elements().stream()
                                .filter(element -> !element.equals(process))
                                .forEach(element -> elements.merge(element, 1, Integer::sum)));
                if (!elements.isEmpty()) {
                    counted.put(process, elements);
                }
            }
            return Optional.of(counted);
        } catch (RuntimeException e) {
            LOG.warn("running cases cannot be counted: {}", e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Puts a change that was tried into force: what follows is done by and by. Asked for again, the same deployment is given.
     *
     * @throws HintedException if the trial refused it, or something else was deployed since
     */
    @Transactional
    public Deployment deploy(String trialId, String account) {
        return deploy(trial(trialId), Deployment.CHANGE, account);
    }

    private Deployment deploy(Trial trial, String kind, String account) {
        store.lock();
        Optional<Deployment> newest = store.newest();
        if (newest.isPresent() && newest.get().setHash().equals(trial.changedHash())) {
            return newest.get();
        }
        ModelSet base = inForce();
        if (!base.hash().equals(trial.baseHash())) {
            throw new ConflictException(
                    "the models in force are not those that the change was tried against",
                    "Try it again, then deploy that trial.");
        }
        if (store.underWay().isPresent()) {
            throw new ConflictException(
                    "another change is being deployed", "Wait until its running cases are brought along: a minute.");
        }
        ModelSet changed = base.with(store.texts(trial.id(), false));
        List<Finding> refusals = new ArrayList<>(trial.report().refusals());
        if (refusals.isEmpty()) {
            count(base, changed).ifPresent(at -> refusals.addAll(RunningRules.refusals(base, changed, at)));
        }
        if (!refusals.isEmpty()) {
            throw new ModelsRefusedException(refusals);
        }
        Instant now = clock.instant();
        long number = store.insert(
                kind, changed, inForce.shipped(), UUID.fromString(trial.id()), account, now, Deployment.REQUESTED);
        audit.add(
                new AuditEntry(
                        SUBJECT,
                        now,
                        account,
                        kind.equals(Deployment.ROLLBACK) ? "models rolled back" : "models deployed",
                        details(trial, number)),
                "models/" + number);
        return deployment(number);
    }

    private static Map<String, String> details(Trial trial, long number) {
        Map<String, String> details = new HashMap<>();
        details.put("deployment", String.valueOf(number));
        details.put("trial", trial.id());
        details.put("files", String.join(", ", trial.files()));
        details.put("content", trial.changedHash());
        details.put(
                "changes",
                trial.report().differences().stream()
                        .map(difference -> difference.how() + " " + difference.element())
                        .limit(LATEST)
                        .collect(Collectors.joining(", ")));
        return details;
    }

    /**
     * Puts the set before the one in force into force again.
     *
     * @throws HintedException if there is none, or running cases stand against it
     */
    @Transactional
    public Deployment rollBack(String account) {
        store.lock();
        Deployment newest = store.newest().orElseThrow(ModelDesk::nothingBefore);
        Deployment before = store.before(newest).orElseThrow(ModelDesk::nothingBefore);
        ModelSet current = inForce();
        ModelSet wanted = store.set(before.number());
        Map<String, @Nullable String> changes = new HashMap<>();
        wanted.differingFrom(current).forEach(file -> changes.put(file, wanted.text(file)));
        return deploy(tryOut(changes, account), Deployment.ROLLBACK, account);
    }

    private static HintedException nothingBefore() {
        return new ConflictException(
                "there is no version before the one in force", "Deploy the text that you want instead.");
    }
}
