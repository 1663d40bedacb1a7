package org.vigie.release.deprecation;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.release.pipeline.ReleaseKind;
import org.vigie.shared.ConflictException;
import org.vigie.shared.NotFoundException;

/** Deprecations from their announcement on, each carried out by one process at a time. */
@Service
public class Deprecations {

    private static final String ANNOUNCED = "deprecation-announced";
    private static final int LATEST = 200;

    private final DeprecationStore store;
    private final DeprecationProcesses processes;
    private final ProcessRequests requests;
    private final Plans plans;
    private final AuditTrail audit;
    private final Clock clock;

    Deprecations(
            DeprecationStore store,
            DeprecationProcesses processes,
            ProcessRequests requests,
            Plans plans,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.processes = processes;
        this.requests = requests;
        this.plans = plans;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Announces a deprecation and starts its process.
     *
     * @param account who announces it
     * @param key the same for every repetition of the same request
     * @throws NotFoundException if there is no such application
     * @throws ConflictException if it is not released by Vigie: the releases since the announcement count
     */
    @Transactional
    public Deprecation announce(String application, NewDeprecation announced, String account, String key) {
        plan(application);
        Deprecation deprecation = store.insert(application, announced, account, "api/" + key, clock.instant());
        add(deprecation, account);
        start(deprecation.id(), "");
        return deprecation;
    }

    /** The language of who looks after an application; English as long as it is none that has a plan. */
    public Locale language(@Nullable String application) {
        return Optional.ofNullable(application)
                .flatMap(plans::find)
                .map(MaintenancePlan::language)
                .orElse(Locale.ENGLISH);
    }

    /** As {@link #announce}, by the process that a form has started; it carries the deprecation out. */
    @Transactional
    public Deprecation announcedByForm(
            String application, NewDeprecation announced, String account, long processInstanceKey) {
        plan(application);
        Deprecation deprecation =
                store.insert(application, announced, account, "form/" + processInstanceKey, clock.instant());
        add(deprecation, account);
        store.claim(deprecation.id(), processInstanceKey);
        return deprecation;
    }

    /** Today, where the application is run. */
    public LocalDate today(String application) {
        return LocalDate.ofInstant(clock.instant(), plan(application).timeZone());
    }

    /** Asks for a process that carries it out. */
    void start(String id, String turn) {
        // not buffered: while an instance with the same key runs, a repeated start is dropped
        requests.request(new ProcessRequest(
                "deprecation/" + id + "/start" + turn, ANNOUNCED, id, id, Duration.ZERO, Map.of("deprecationId", id)));
    }

    /**
     * Binds a process instance to its deprecation. Can be called again for the same instance.
     *
     * @return empty if it is over or another process instance carries it out
     */
    @Transactional
    public Optional<Deprecation> begin(String id, long processInstanceKey) {
        requests.seen(id, ANNOUNCED);
        Deprecation deprecation = store.lock(id);
        if (!store.claim(id, processInstanceKey)) {
            return Optional.empty();
        }
        processes.adopted(id);
        return Optional.of(deprecation);
    }

    /** Newest first. */
    public List<Deprecation> list(String application) {
        plan(application);
        return store.list(application, LATEST);
    }

    /** Those that users should know of, the next removal first. */
    public List<Deprecation> open(String application) {
        return store.open(application);
    }

    /** @throws NotFoundException if there is none with this id */
    public Deprecation require(String id) {
        return store.require(id);
    }

    /** A plan of an application that Vigie releases. */
    MaintenancePlan plan(String application) {
        MaintenancePlan plan = plans.find(application)
                .orElseThrow(() -> new NotFoundException(
                        "there is no application " + application, "Applications have a plan file each."));
        ReleaseKind.requireReleases(plan);
        return plan;
    }

    private void add(Deprecation deprecation, String account) {
        audit.add(
                new AuditEntry(
                        deprecation.id(),
                        clock.instant(),
                        account,
                        "deprecation announced",
                        Map.of(
                                "feature",
                                deprecation.feature(),
                                "removalOn",
                                deprecation.removalOn().toString())),
                deprecation.id() + "/announced");
    }
}
