package org.vigie.release.calendar;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.PlanCalendars;
import org.vigie.plan.Plans;
import org.vigie.plan.ReleaseCalendarSettings;
import org.vigie.release.pipeline.ReleaseKind;
import org.vigie.release.version.VersionBump;
import org.vigie.shared.ConflictException;
import org.vigie.shared.NotFoundException;

/** The life of proposals: raised by the calendar or a person, carried out by one process at a time, ended once. */
@Service
public class Proposals {

    private static final String DUE = "release-due";

    private final ProposalStore store;
    private final ProposalProcesses processes;
    private final ProcessRequests requests;
    private final PlanCalendars calendars;
    private final Plans plans;
    private final AuditTrail audit;
    private final Clock clock;

    Proposals(
            ProposalStore store,
            ProposalProcesses processes,
            ProcessRequests requests,
            PlanCalendars calendars,
            Plans plans,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.processes = processes;
        this.requests = requests;
        this.calendars = calendars;
        this.plans = plans;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Raises what has fallen due since the calendar was looked at last, as one proposal. While an earlier one is open nothing is
     * raised, and what is due waits for its end.
     */
    @Transactional
    public void raise(MaintenancePlan plan) {
        Instant now = clock.instant();
        Instant lookedAt = store.lookedAt(plan.application(), now);
        Optional<Slot> due = slots(plan).dueBetween(lookedAt, now);
        if (due.isPresent() && store.open(plan.application()).isPresent()) {
            return;
        }
        store.looked(plan.application(), now);
        due.ifPresent(slot -> raise(plan, slot.upTo(), slot.due(), null));
    }

    /**
     * Raises a proposal of whatever there is to release, whatever day it is.
     *
     * @throws NotFoundException if there is no such application
     * @throws ConflictException if its plan has no calendar, or a proposal is open
     */
    @Transactional
    public Proposal ask(String application, String account) {
        MaintenancePlan plan = plan(application);
        store.lookedAt(application, clock.instant());
        store.open(application).ifPresent(open -> {
            throw new ConflictException(
                    "proposal " + open.id() + " of " + application + " is open", "Decide on it in Tasklist.");
        });
        return raise(plan, VersionBump.MAJOR, clock.instant(), account);
    }

    /** A plan that has a release calendar. */
    MaintenancePlan plan(String application) {
        MaintenancePlan plan = plans.find(application)
                .orElseThrow(() -> new NotFoundException(
                        "there is no application " + application, "Applications have a plan file each."));
        ReleaseKind.requireReleases(plan);
        if (Objects.requireNonNull(plan.release()).calendar() == null) {
            throw new ConflictException(
                    "the plan of " + application + " has no release calendar",
                    "Add release.calendar to the plan file, or ask for a release of a version.");
        }
        return plan;
    }

    Slots slots(MaintenancePlan plan) {
        ReleaseCalendarSettings settings =
                Objects.requireNonNull(Objects.requireNonNull(plan.release()).calendar());
        return new Slots(settings, calendars.of(plan));
    }

    private Proposal raise(MaintenancePlan plan, VersionBump upTo, Instant dueAt, @Nullable String account) {
        Proposal raised = store.insert(plan.application(), upTo, dueAt, account, clock.instant());
        add(raised.id(), account == null ? AuditEntry.VIGIE : account, "release due", Map.of("upTo", upTo.name()));
        start(raised.id(), "");
        return raised;
    }

    /** Asks for a process that carries it out. */
    void start(String id, String turn) {
        // not buffered: while an instance with the same key runs, a repeated start is dropped
        requests.request(new ProcessRequest(
                "release-proposal/" + id + "/start" + turn,
                DUE,
                id,
                id,
                Duration.ZERO,
                Map.of("proposalId", id, "application", store.require(id).application())));
    }

    /**
     * Binds a process instance to its proposal. Can be called again for the same instance.
     *
     * @return empty if it is over or another process instance carries it out
     */
    @Transactional
    public Optional<Proposal> begin(String id, long processInstanceKey) {
        requests.seen(id, DUE);
        Proposal proposal = store.lock(id);
        if (!store.claim(id, processInstanceKey)) {
            return Optional.empty();
        }
        processes.adopted(id);
        return Optional.of(proposal);
    }

    /** A person is asked about this version. */
    @Transactional
    public void proposed(String id, String version, String commit) {
        store.proposed(id, version, commit);
        add(id, AuditEntry.VIGIE, "release proposed", Map.of("version", version, "commit", commit));
    }

    /**
     * Ends a proposal.
     *
     * @param account who decided; null for Vigie itself
     * @return false if it was over before
     */
    @Transactional
    public boolean close(
            String id,
            ProposalStatus status,
            @Nullable String reason,
            @Nullable String account,
            @Nullable String operationId) {
        boolean closed = store.close(id, status, reason, account, operationId, clock.instant());
        if (closed) {
            processes.adopted(id);
            requests.withdraw(id);
            Map<String, String> details = new LinkedHashMap<>();
            if (reason != null) {
                details.put("reason", reason);
            }
            if (operationId != null) {
                details.put("release", operationId);
            }
            add(id, account == null ? AuditEntry.VIGIE : account, "release " + status.id(), details);
        }
        return closed;
    }

    Proposal require(String id) {
        return store.require(id);
    }

    private void add(String id, String actor, String action, Map<String, String> details) {
        audit.add(new AuditEntry(id, clock.instant(), actor, action, details), id + "/" + action);
    }
}
