package org.vigie.preventive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.request.ProcessRequest;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.shared.ConflictException;
import org.vigie.shared.NotFoundException;

/** The life of runs: raised by the calendar or a person, carried out by one process at a time, ended once. */
@Service
public class PreventiveRuns {

    static final String DUE = "preventive-due";
    /** Told to the process when an operation that it waits for is over. */
    static final String WORK_OVER = "preventive-work-over";

    private static final Duration LATE = Duration.ofHours(1);
    private static final int LONGEST_OUTAGE = 400;

    private final PreventiveRunStore store;
    private final PreventiveProcesses processes;
    private final PreventiveAgenda agenda;
    private final ProcessRequests requests;
    private final Plans plans;
    private final AuditTrail audit;
    private final Clock clock;

    PreventiveRuns(
            PreventiveRunStore store,
            PreventiveProcesses processes,
            PreventiveAgenda agenda,
            ProcessRequests requests,
            Plans plans,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.processes = processes;
        this.agenda = agenda;
        this.requests = requests;
        this.plans = plans;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Raises what has fallen due since the calendar was looked at last. Of an entry that fell due several times meanwhile the last
     * one is raised, and stands for the others.
     */
    @Transactional
    public void raise(MaintenancePlan plan) {
        Instant now = clock.instant();
        Instant lookedAt = store.lookedAt(plan.application(), now);
        Instant earliest = now.atZone(plan.timeZone()).minusDays(LONGEST_OUTAGE).toInstant();
        Map<String, List<Occurrence>> due = new LinkedHashMap<>();
        agenda.between(plan, lookedAt.isBefore(earliest) ? earliest : lookedAt, now)
                .forEach(found -> due.merge(
                        found.entry().entry(),
                        List.of(found),
                        (before, more) ->
                                Stream.concat(before.stream(), more.stream()).toList()));
        due.values().forEach(occurrences -> raise(plan, occurrences, now));
        store.looked(plan.application(), now);
    }

    private void raise(MaintenancePlan plan, List<Occurrence> occurrences, Instant now) {
        insert(plan, occurrences.getLast(), null, null, now).ifPresent(raised -> {
            occurrences
                    .subList(0, occurrences.size() - 1)
                    .forEach(missed -> insert(plan, missed, null, raised.id(), now));
            begun(raised, AuditEntry.VIGIE);
        });
    }

    /**
     * Begins an entry, whatever day it is.
     *
     * @throws NotFoundException if there is no such application or entry
     * @throws ConflictException if its plan has no preventive calendar
     */
    @Transactional
    public PreventiveRun ask(String application, String entry, String account) {
        MaintenancePlan plan = plan(application);
        Instant now = clock.instant();
        PreventiveEntry found = agenda.find(plan, entry, now)
                .orElseThrow(() -> new NotFoundException(
                        "the calendar of " + application + " has no entry " + entry,
                        "List them with GET /api/applications/" + application + "/maintenance."));
        LocalDate today = LocalDate.ofInstant(now, plan.timeZone());
        PreventiveRun raised = insert(plan, new Occurrence(found, today, now), account, null, now)
                .orElseThrow();
        begun(raised, account);
        return raised;
    }

    private Optional<PreventiveRun> insert(
            MaintenancePlan plan,
            Occurrence found,
            @Nullable String askedBy,
            @Nullable String madeUpForBy,
            Instant now) {
        return store.insert(
                new PreventiveRunStore.New(
                        plan.application(),
                        found.entry().entry(),
                        found.entry().title(plan.language()),
                        found.day(),
                        found.due(),
                        found.due().plus(LATE).isBefore(now),
                        askedBy,
                        madeUpForBy),
                now);
    }

    private void begun(PreventiveRun run, String actor) {
        add(
                run.id(),
                actor,
                "preventive maintenance due",
                Map.of("entry", run.entry(), "day", run.day().toString()),
                "");
        start(run.id(), "");
    }

    /** Asks for a process that carries it out. */
    void start(String id, String turn) {
        // not buffered: while an instance with the same key runs, a repeated start is dropped
        requests.request(new ProcessRequest(
                "preventive/" + id + "/start" + turn,
                DUE,
                id,
                id,
                Duration.ZERO,
                Map.of("runId", id, "application", store.require(id).application())));
    }

    /** A plan that has a preventive calendar. */
    MaintenancePlan plan(String application) {
        MaintenancePlan plan = plans.find(application)
                .orElseThrow(() -> new NotFoundException(
                        "there is no application " + application, "Applications have a plan file each."));
        if (plan.preventive() == null) {
            throw new ConflictException(
                    "the plan of " + application + " has no preventive calendar", "Add preventive to the plan file.");
        }
        return plan;
    }

    /**
     * Binds a process instance to its run. Can be called again for the same instance.
     *
     * @return empty if it is over or another process instance carries it out
     */
    @Transactional
    public Optional<PreventiveRun> begin(String id, long processInstanceKey) {
        requests.seen(id, DUE);
        requests.seen(id, WORK_OVER);
        PreventiveRun run = store.lock(id);
        if (!store.claim(id, processInstanceKey)) {
            return Optional.empty();
        }
        processes.adopted(id);
        return Optional.of(run);
    }

    /** The entry of a run as the table has it now; as nobody would have it any more, if it was taken out of the table. */
    PreventiveEntry entry(PreventiveRun run) {
        MaintenancePlan plan = plan(run.application());
        return agenda
                .between(
                        plan,
                        run.day().atStartOfDay(plan.timeZone()).toInstant(),
                        run.dueAt().plus(Duration.ofDays(1)))
                .stream()
                .filter(found -> found.entry().entry().equals(run.entry()))
                .findFirst()
                .map(Occurrence::entry)
                .or(() -> agenda.find(plan, run.entry(), clock.instant()))
                .orElseGet(() -> new PreventiveEntry(
                        run.entry(), "", run.title(), run.title(), "", true, "technical-lead", "", true));
    }

    /** Somebody is asked. */
    @Transactional
    public void asked(String id) {
        store.status(id, RunStatus.ASKED);
    }

    /**
     * Ends a run.
     *
     * @param account who judged it; null for Vigie itself
     * @return false if it was over before
     */
    @Transactional
    public boolean close(
            String id, RunStatus status, @Nullable String account, @Nullable String remark, @Nullable String points) {
        boolean closed = store.close(id, status, account, remark, points, clock.instant());
        if (closed) {
            processes.adopted(id);
            requests.withdraw(id);
            add(
                    id,
                    Objects.requireNonNullElse(account, AuditEntry.VIGIE),
                    "preventive maintenance " + status.id(),
                    remark == null ? Map.of() : Map.of("remark", remark),
                    "");
        }
        return closed;
    }

    /** Has Vigie do its part once more, now or on a later day. */
    @Transactional
    public void later(
            PreventiveRun run,
            RunStatus status,
            @Nullable LocalDate day,
            String account,
            @Nullable String remark,
            String points) {
        if (store.later(run, status, day, account, remark, points)) {
            Map<String, String> details = new LinkedHashMap<>();
            if (day != null) {
                details.put("to", day.toString());
            }
            if (remark != null) {
                details.put("remark", remark);
            }
            String action = day == null ? "preventive maintenance asked for again" : "preventive maintenance postponed";
            add(run.id(), account, action, details, "/" + run.turn());
        }
    }

    /** @throws NotFoundException if there never was such a run */
    public PreventiveRun require(String id) {
        return store.require(id);
    }

    private void add(String id, String actor, String action, Map<String, String> details, String turn) {
        audit.add(new AuditEntry(id, clock.instant(), actor, action, details), id + "/" + action + turn);
    }
}
