package org.vigie.crisis;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.engine.request.ProcessRequests;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.plan.StatusPageSettings;
import org.vigie.shared.Sentences;
import org.vigie.statuspage.DataStatement;
import org.vigie.statuspage.PublicIncident;
import org.vigie.statuspage.PublicSentences;
import org.vigie.statuspage.PublicText;
import org.vigie.statuspage.PublicUpdate;
import org.vigie.statuspage.PublicWords;
import org.vigie.statuspage.StatusPages;
import org.vigie.statuspage.UpdateKind;

/**
 * The public texts of a crisis, one after the other: prepared, approved or refused, published; the neutral one when nobody decides.
 * Each step can be repeated and then gives the same.
 */
@Service
public class CrisisTexts {

    private final CrisisStore store;
    private final CrisisMails mails;
    private final ProcessRequests processes;
    private final StatusPages pages;
    private final Plans plans;
    private final AuditTrail audit;
    private final Clock clock;

    CrisisTexts(
            CrisisStore store,
            CrisisMails mails,
            ProcessRequests processes,
            StatusPages pages,
            Plans plans,
            AuditTrail audit,
            Clock clock) {
        this.store = store;
        this.mails = mails;
        this.processes = processes;
        this.pages = pages;
        this.plans = plans;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A text that waits for approval.
     *
     * @param neutralAt when the neutral text goes out
     * @param neutralText what it says
     * @param lastText what the public read last; empty: nothing yet
     * @param findings why what was handed in last was not taken; empty: nothing was
     */
    public record Prepared(
            Crisis crisis,
            MaintenancePlan plan,
            StatusPageSettings.Rhythm rhythm,
            int turn,
            Instant neutralAt,
            String neutralText,
            String lastText,
            String findings) {}

    /** The next text is due: those who may approve it are told, once. */
    @Transactional
    public Prepared prepare(String id) {
        Crisis crisis = store.lock(id);
        MaintenancePlan plan = plans.require(crisis.application());
        StatusPageSettings.Rhythm rhythm = plan.statusPage().crisis().rhythmOf(crisis.priority());
        processes.seen(id, Crises.UPDATE_WANTED);
        Turn turn =
                store.lastTurn(id).filter(last -> last.publishedAt() == null).orElseGet(() -> begin(id, plan, rhythm));
        String findings = store.findings(id, turn.number());
        if (findings.isEmpty()) {
            mails.ask(crisis, plan, turn, 0);
        }
        PublicIncident incident = pages.require(id);
        PublicWords words = PublicWords.of(plan.language());
        UpdateKind kind = incident.updates().isEmpty() ? UpdateKind.OPENED : UpdateKind.UPDATE;
        PublicUpdate neutral = new PublicUpdate(0, kind, turn.neutralAt(), PublicText.NEUTRAL);
        String last = incident.updates().isEmpty()
                ? ""
                : PublicSentences.of(plan, incident.updates().getLast(), words, incident.components())
                        .plain();
        return new Prepared(
                crisis,
                plan,
                rhythm,
                turn.number(),
                turn.neutralAt(),
                PublicSentences.of(plan, neutral, words, incident.components()).plain(),
                last,
                Sentences.in(plan.language()).say(findings));
    }

    private Turn begin(String id, MaintenancePlan plan, StatusPageSettings.Rhythm rhythm) {
        Instant now = now();
        int number = store.lastTurn(id).map(Turn::number).orElse(0) + 1;
        Turn turn = new Turn(number, now, rhythm.approveWithin().after(now, plan.timeZone()), null, null);
        store.insertTurn(id, turn);
        return turn;
    }

    /** Reminds those who may approve, as long as nobody has. */
    @Transactional
    public void remind(String id) {
        Crisis crisis = store.lock(id);
        MaintenancePlan plan = plans.require(crisis.application());
        Duration every = plan.statusPage()
                .crisis()
                .rhythmOf(crisis.priority())
                .remindEvery()
                .toDuration();
        store.lastTurn(id)
                .filter(turn -> turn.decided() == null && crisis.resolvedAt() == null)
                .ifPresent(turn -> {
                    // a timer is never early, the clocks of two machines may be
                    Duration waited =
                            Duration.between(turn.preparedAt(), clock.instant()).plusSeconds(5);
                    mails.ask(crisis, plan, turn, (int) Math.max(1, waited.dividedBy(every)));
                });
    }

    /**
     * Keeps what somebody decided about the text of this turn.
     *
     * @param account who decided, as the server tells it
     * @return false if it cannot be published; the findings are shown with the next task
     */
    @Transactional
    public boolean decide(String id, int turn, Draft draft, String account) {
        Crisis crisis = store.lock(id);
        Turn current = store.lastTurn(id).orElseThrow();
        if (current.number() != turn || current.decided() != null) {
            return true;
        }
        MaintenancePlan plan = plans.require(crisis.application());
        List<String> findings = draft.findings(plan, crisis);
        if (!findings.isEmpty()) {
            store.refuse(id, turn, String.join("\n", findings));
            return false;
        }
        PublicText text = draft.text(plan);
        store.decide(id, turn, text, account, now());
        audit.add(
                new AuditEntry(
                        id,
                        clock.instant(),
                        account,
                        text.isNeutral() ? "public text left to the neutral one" : "public text approved",
                        details(turn, text)),
                id + "/turn-" + turn + "/decided");
        return true;
    }

    private static Map<String, String> details(int turn, PublicText text) {
        return text.text() == null
                ? Map.of("turn", Integer.toString(turn))
                : Map.of(
                        "turn", Integer.toString(turn),
                        "fr", text.text().fr(),
                        "en", text.text().en(),
                        "hours", String.valueOf(text.hours()),
                        "data", text.data().id());
    }

    /**
     * Publishes what was decided.
     *
     * @return when the next text is due
     */
    @Transactional
    public Instant publish(String id) {
        Crisis crisis = store.lock(id);
        MaintenancePlan plan = plans.require(crisis.application());
        Turn turn = store.lastTurn(id).orElseThrow();
        Instant published = turn.publishedAt() == null ? now() : turn.publishedAt();
        PublicText text = turn.decided();
        if (text != null && turn.publishedAt() == null) {
            boolean isOut = text.isNeutral() && !clock.instant().isBefore(turn.neutralAt());
            if (!isOut) {
                pages.publish(id, "turn-" + turn.number(), text, true);
            }
            store.published(id, turn.number(), published);
        }
        return plan.statusPage()
                .crisis()
                .rhythmOf(crisis.priority())
                .updateEvery()
                .after(published, plan.timeZone());
    }

    /** Publishes the neutral text, unless somebody has decided: at its time, and again whenever an update is due. */
    @Transactional
    public void publishNeutral(String id) {
        Crisis crisis = store.lock(id);
        MaintenancePlan plan = plans.require(crisis.application());
        Duration every = plan.statusPage()
                .crisis()
                .rhythmOf(crisis.priority())
                .updateEvery()
                .toDuration();
        Optional<Turn> open = store.lastTurn(id).filter(turn -> turn.decided() == null);
        if (open.isEmpty() || crisis.resolvedAt() != null) {
            return;
        }
        Duration late =
                Duration.between(open.get().neutralAt(), clock.instant()).plusSeconds(5);
        long number = late.isNegative() ? 0 : late.dividedBy(every);
        String key = "turn-" + open.get().number() + "/neutral-" + number;
        // subscribers read it once: that nothing is known is no news
        if (pages.publish(id, key, PublicText.NEUTRAL, number == 0)) {
            audit.add(
                    new AuditEntry(
                            id,
                            clock.instant(),
                            AuditEntry.VIGIE,
                            "neutral text published",
                            Map.of("turn", Integer.toString(open.get().number()))),
                    id + "/" + key);
        }
    }

    /**
     * Tells that it is over.
     *
     * @return whether a public post-mortem is wanted: of what was critical and the public knew of
     */
    @Transactional
    public boolean announceEnd(String id) {
        Crisis crisis = store.lock(id);
        processes.seen(id, Crises.RESOLVED);
        pages.resolve(id, crisis.resolvedAt() == null ? now() : crisis.resolvedAt(), PublicText.NEUTRAL);
        return crisis.isCritical() && !pages.require(id).updates().isEmpty();
    }

    /** How long a public post-mortem is waited for, as timers read it. */
    public String postMortemWithin(String id) {
        String application = store.find(id).orElseThrow().application();
        return plans.require(application)
                .statusPage()
                .crisis()
                .postMortemWithin()
                .toString();
    }

    /** It is taken back: who read of it reads that it is over. */
    @Transactional
    public void withdraw(String id) {
        if (store.find(id).isPresent()) {
            store.resolve(id, now(), AuditEntry.VIGIE);
            announceEnd(id);
        }
    }

    /**
     * Keeps and publishes what the public may read of the post-mortem.
     *
     * @param lessons in the plan's language; null if nothing is to be published
     * @return findings; empty: it is published, or nothing is to be
     */
    @Transactional
    public List<String> publishPostMortem(
            String id, @Nullable String lessons, @Nullable String lessonsOther, String account) {
        Crisis crisis = store.lock(id);
        MaintenancePlan plan = plans.require(crisis.application());
        if (lessons == null) {
            audit.add(
                    new AuditEntry(id, clock.instant(), account, "no public post-mortem", Map.of()),
                    id + "/post-mortem");
            return List.of();
        }
        List<String> findings = new ArrayList<>(Draft.wording(plan, "What users may read", lessons, true));
        findings.addAll(Draft.wording(plan, "The text in the other language", lessonsOther, false));
        if (findings.isEmpty()) {
            PublicText text = new PublicText(
                    Draft.both(plan, Draft.text(lessons), Draft.text(lessonsOther)), null, DataStatement.NONE, null);
            pages.publishPostMortem(id, text);
            audit.add(
                    new AuditEntry(id, clock.instant(), account, "public post-mortem published", Map.of()),
                    id + "/post-mortem");
        }
        return Sentences.in(plan.language()).say(findings);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
