package org.vigie.release.calendar;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vigie.plan.MaintenancePlan;
import org.vigie.release.version.Version;
import org.vigie.release.version.VersionBump;
import org.vigie.shared.ConflictException;
import org.vigie.shared.HintedException;
import org.vigie.shared.NotFoundException;

/** The release calendar of an application as people see it. */
@Service
public class CalendarViews {

    private static final int LATEST = 20;

    private final Proposals proposals;
    private final ProposalStore store;
    private final Outlooks outlooks;
    private final Clock clock;

    CalendarViews(Proposals proposals, ProposalStore store, Outlooks outlooks, Clock clock) {
        this.proposals = proposals;
        this.store = store;
        this.outlooks = outlooks;
        this.clock = clock;
    }

    /**
     * The calendar.
     *
     * @param next the next day of each kind, in order
     * @param outlook what a release would bring now; null if the repository cannot be read
     * @param trouble why it cannot be read; null if it can
     * @param proposals what was due, newest first
     */
    public record View(
            String application,
            String timeZone,
            List<Day> next,
            @Nullable Content outlook,
            @Nullable String trouble,
            List<Proposal> proposals) {}

    /** A day on which changes up to a size go out. */
    public record Day(VersionBump upTo, LocalDate day, Instant due) {}

    /**
     * What a release would bring now.
     *
     * @param version null if there is nothing to release
     * @param due when it is proposed by itself; null if it is not
     */
    public record Content(
            @Nullable String version,
            VersionBump bump,
            @Nullable String base,
            String reason,
            @Nullable Instant due,
            List<Outlook.Line> changes,
            Set<String> tickets,
            Set<String> planned,
            List<String> hints) {}

    /**
     * Reads it.
     *
     * @throws NotFoundException if there is no such application
     * @throws ConflictException if its plan has no calendar
     */
    public View of(String application) {
        MaintenancePlan plan = proposals.plan(application);
        Slots slots = proposals.slots(plan);
        List<Day> next = slots.next(clock.instant()).stream()
                .map(slot -> new Day(slot.upTo(), slot.day(), slot.due()))
                .toList();
        List<Proposal> latest = store.list(application, LATEST);
        try {
            return new View(
                    application, plan.timeZone().getId(), next, content(outlooks.of(plan), slots), null, latest);
        } catch (HintedException e) {
            return new View(application, plan.timeZone().getId(), next, null, e.sentences(), latest);
        }
    }

    private Content content(Outlook outlook, Slots slots) {
        Version version = outlook.version();
        Version base = outlook.base();
        return new Content(
                version == null ? null : version.toString(),
                outlook.bump(),
                base == null ? null : base.toString(),
                outlook.reason(),
                version == null
                        ? null
                        : slots.nextFor(outlook.bump(), clock.instant())
                                .map(Slot::due)
                                .orElse(null),
                outlook.changes(),
                outlook.tickets(),
                outlook.planned(),
                outlook.hints());
    }
}
