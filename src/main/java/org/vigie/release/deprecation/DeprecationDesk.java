package org.vigie.release.deprecation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.decision.Decisions;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.plan.MaintenancePlan;
import org.vigie.release.deprecation.DeprecationNotices.Occasion;
import org.vigie.release.version.Version;
import org.vigie.release.version.VersionBump;
import org.vigie.shared.InvalidFieldException;
import org.vigie.shared.Sentences;

/** What the process of a deprecation does: tells users at the times of the plan, and asks whether the feature is gone (C-EOL). */
@Service
public class DeprecationDesk {

    private static final int LONGEST = 2_000;

    private final Deprecations deprecations;
    private final DeprecationStore store;
    private final DeprecationProcesses processes;
    private final DeprecationNotices notices;
    private final ProcessRequests requests;
    private final Decisions decisions;
    private final AuditTrail audit;
    private final Clock clock;

    DeprecationDesk(
            Deprecations deprecations,
            DeprecationStore store,
            DeprecationProcesses processes,
            DeprecationNotices notices,
            ProcessRequests requests,
            Decisions decisions,
            AuditTrail audit,
            Clock clock) {
        this.deprecations = deprecations;
        this.store = store;
        this.processes = processes;
        this.notices = notices;
        this.requests = requests;
        this.decisions = decisions;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What is due next: the removal, or a notice of it.
     *
     * @param in how long it is until then; not negative
     */
    public record Next(boolean removal, Instant at, Duration in) {}

    /**
     * What the person sees who confirms a removal.
     *
     * @param minorReleases that came since the announcement
     * @param allowed whether the table says that it is long enough
     */
    public record Removal(
            String applicationName,
            String language,
            String feature,
            String replacement,
            LocalDate removalOn,
            int minorReleases,
            boolean allowed) {}

    /** What became of a decision. */
    public enum Outcome {
        REMOVED,
        MOVED,
        WITHDRAWN,
        /** It cannot be taken: the person is asked again. */
        REFUSED
    }

    /**
     * What became of a decision, and why it was refused.
     *
     * @param reason null unless it was refused
     */
    public record Answer(Outcome outcome, @Nullable String reason) {}

    /** Tells users of the announcement, once. */
    @Transactional
    public void tellAnnounced(String id) {
        tell(deprecations.require(id), Occasion.ANNOUNCED, "announced");
    }

    /** What is due next. */
    public Next next(String id) {
        Deprecation deprecation = deprecations.require(id);
        DeprecationTimes.Next next = DeprecationTimes.next(plan(deprecation), deprecation, store.toldUntil(id));
        Duration in = Duration.between(clock.instant(), next.at());
        return new Next(next.removal(), next.at(), in.isNegative() ? Duration.ZERO : in);
    }

    /** Tells users again, once for each time at which it was due; nothing if it is over. */
    @Transactional
    public void remind(String id, Instant dueAt) {
        Deprecation deprecation = store.lock(id);
        if (deprecation.closedAt() == null) {
            tell(deprecation, Occasion.REMINDER, "reminder/" + dueAt);
            store.told(id, dueAt);
        }
    }

    /** What the person is asked about whose answer ends or moves the removal. */
    public Removal removal(String id) {
        Deprecation deprecation = deprecations.require(id);
        int minorReleases = minorReleases(deprecation);
        return new Removal(
                plan(deprecation).name(),
                plan(deprecation).language().getLanguage(),
                deprecation.feature(),
                deprecation.replacement(),
                deprecation.removalOn(),
                minorReleases,
                isAllowed(minorReleases));
    }

    /**
     * Takes a decision, and tells users of it. Can be called again with the same one.
     *
     * @param decision {@code removed}, {@code moved} or {@code withdrawn}
     * @param removalOn the new day if it is moved
     * @param reason needed unless it is removed
     * @param account who decided, as the server tells
     */
    @Transactional
    public Answer decide(
            String id, @Nullable String decision, @Nullable String removalOn, @Nullable String reason, String account) {
        Deprecation deprecation = store.lock(id);
        if (deprecation.closedAt() != null) {
            return new Answer(
                    deprecation.status() == DeprecationStatus.REMOVED ? Outcome.REMOVED : Outcome.WITHDRAWN, null);
        }
        String given = reason == null || reason.isBlank() ? null : reason.strip();
        if (given != null && given.length() > LONGEST) {
            return refused(deprecation, "the reason is longer than " + LONGEST + " characters", "Shorten it.");
        }
        if ("removed".equals(decision)) {
            return remove(deprecation, given, account);
        }
        if (given == null) {
            return refused(deprecation, "there is no reason", "Say why the feature stays, or stays for longer.");
        }
        if ("withdrawn".equals(decision)) {
            end(deprecation, DeprecationStatus.WITHDRAWN, given, account);
            tell(deprecations.require(id), Occasion.WITHDRAWN, "withdrawn");
            return new Answer(Outcome.WITHDRAWN, null);
        }
        return move(deprecation, removalOn, given, account);
    }

    private Answer remove(Deprecation deprecation, @Nullable String reason, String account) {
        int minorReleases = minorReleases(deprecation);
        if (!isAllowed(minorReleases)) {
            return refused(
                    deprecation,
                    minorReleases + " MINOR releases came since the announcement, which is not enough",
                    "Move the date; the table deprecationRemoval says how many are needed.");
        }
        end(deprecation, DeprecationStatus.REMOVED, reason, account);
        tell(deprecations.require(deprecation.id()), Occasion.REMOVED, "removed");
        return new Answer(Outcome.REMOVED, null);
    }

    private Answer move(Deprecation deprecation, @Nullable String removalOn, String reason, String account) {
        try {
            LocalDate day = NewDeprecation.day(removalOn, deprecations.today(deprecation.application()));
            if (store.move(deprecation.id(), day, reason, account)) {
                store.told(deprecation.id(), clock.instant());
                Deprecation moved = deprecations.require(deprecation.id());
                add(moved, account, "removal moved", "moved/" + moved.revision(), reason);
                tell(moved, Occasion.MOVED, "moved/" + moved.revision());
            }
            return new Answer(Outcome.MOVED, null);
        } catch (InvalidFieldException e) {
            return refused(deprecation, "the new date " + e.fact(), e.hint());
        }
    }

    private void end(Deprecation deprecation, DeprecationStatus status, @Nullable String reason, String account) {
        if (store.close(deprecation.id(), status, reason, account, clock.instant())) {
            processes.adopted(deprecation.id());
            requests.withdraw(deprecation.id());
            add(deprecation, account, "feature " + status.id(), status.id(), reason);
        }
    }

    private boolean isAllowed(int minorReleases) {
        return decisions.evaluate("deprecationRemoval", Map.of("minorReleases", minorReleases), Boolean.class);
    }

    /** Releases since the announcement that raised more than the last number. */
    private int minorReleases(Deprecation deprecation) {
        return (int) store.servedSince(deprecation.application(), deprecation.announcedAt()).stream()
                .filter(served -> isMinor(served.version(), served.previous()))
                .count();
    }

    static boolean isMinor(String version, @Nullable String previous) {
        Optional<Version> to = Version.parse(version);
        Optional<Version> from = previous == null ? Optional.empty() : Version.parse(previous);
        return to.isPresent()
                && from.isPresent()
                && to.get().compareTo(from.get()) > 0
                && VersionBump.between(from.get(), to.get()).compareTo(VersionBump.MINOR) <= 0;
    }

    private void tell(Deprecation deprecation, Occasion occasion, String key) {
        notices.tell(plan(deprecation), deprecation, occasion, key);
    }

    private MaintenancePlan plan(Deprecation deprecation) {
        return deprecations.plan(deprecation.application());
    }

    private void add(Deprecation deprecation, String account, String action, String key, @Nullable String reason) {
        Map<String, String> details = new LinkedHashMap<>();
        details.put("feature", deprecation.feature());
        details.put("removalOn", deprecation.removalOn().toString());
        if (reason != null) {
            details.put("reason", reason);
        }
        audit.add(
                new AuditEntry(deprecation.id(), clock.instant(), account, action, details),
                deprecation.id() + "/" + key);
    }

    private Answer refused(Deprecation deprecation, String fact, String hint) {
        String reason = fact + ". " + hint;
        return new Answer(
                Outcome.REFUSED, Sentences.in(plan(deprecation).language()).say(reason));
    }
}
