package org.vigie.release.changelog;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.vigie.audit.AuditEntry;
import org.vigie.audit.AuditTrail;
import org.vigie.effect.EffectUnderWayException;
import org.vigie.effect.Effects;
import org.vigie.plan.ChangelogSettings;
import org.vigie.plan.ChangelogSettings.Push;
import org.vigie.plan.MaintenancePlan;
import org.vigie.plan.Plans;
import org.vigie.plan.ReleaseSettings;
import org.vigie.release.ReleaseNotesReady;
import org.vigie.release.pipeline.Repositories;
import org.vigie.release.publication.KeptNotes;
import org.vigie.release.publication.NotesStore;
import org.vigie.release.version.Version;
import org.vigie.shared.Backoff;
import org.vigie.shared.HintedException;
import org.vigie.trouble.Trouble;
import org.vigie.trouble.TroubleRetry;
import org.vigie.trouble.Troubles;

/**
 * Commits the notes of versions that serve well to the changelogs of their applications, where plans say so, each once. What is asked for
 * is kept in the very transaction in which the notes become ready, and swept until it is done; a failure is a trouble for people.
 */
@Service
public class Changelogs implements TroubleRetry {

    private static final String TROUBLE = "changelog-not-committed";
    private static final Duration SHORT = Duration.ofMinutes(1);
    private static final Backoff PAUSES = new Backoff(SHORT, Duration.ofHours(1));

    private final ChangelogStore store;
    private final NotesStore notes;
    private final Repositories repositories;
    private final Plans plans;
    private final Effects effects;
    private final Troubles troubles;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Changelogs(
            ChangelogStore store,
            NotesStore notes,
            Repositories repositories,
            Plans plans,
            Effects effects,
            Troubles troubles,
            AuditTrail audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.notes = notes;
        this.repositories = repositories;
        this.plans = plans;
        this.effects = effects;
        this.troubles = troubles;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    @EventListener
    void on(ReleaseNotesReady event) {
        if (plans.find(event.application()).flatMap(Changelogs::settings).isPresent()) {
            store.ask(event.application(), event.version());
        }
    }

    /** Whether something is. */
    boolean isDue() {
        return !store.due().isEmpty();
    }

    /** Does what is due; what fails comes again. */
    void sweep() {
        store.due().forEach(this::write);
    }

    @Override
    public String kind() {
        return TROUBLE;
    }

    @Override
    public boolean retry(Trouble trouble) {
        return store.again(trouble.key().substring(TROUBLE.length() + 1));
    }

    private void write(KeptChangelog kept) {
        MaintenancePlan plan = plans.find(kept.application()).orElse(null);
        ChangelogSettings settings =
                Optional.ofNullable(plan).flatMap(Changelogs::settings).orElse(null);
        KeptNotes text = notes.find(kept.application(), kept.version()).orElse(null);
        if (plan == null || settings == null || text == null) {
            store.done(kept, null, null, "the plan names no changelog any more, or the notes are gone");
            troubles.clear(key(kept));
            return;
        }
        if (plan.github() != null && text.publishedAt() == null) {
            // what stands in the changelog is what was published
            store.later(kept, SHORT, false, "the notes are not published on GitHub yet");
            return;
        }
        try {
            String commit = effects.once(
                    "changelog/" + kept.application() + "/" + kept.version(),
                    String.class,
                    attempt -> commit(plan, settings, text));
            done(kept, text, plan, settings, commit);
        } catch (EffectUnderWayException e) {
            store.later(kept, SHORT, false, null);
        } catch (HintedException e) {
            failed(kept, text, e.fact(), e.hint());
        } catch (RuntimeException e) {
            failed(kept, text, String.valueOf(e.getMessage()), "Look for the reason in the log of Vigie.");
        }
    }

    private String commit(MaintenancePlan plan, ChangelogSettings settings, KeptNotes text) {
        ChangelogEntry entry = new ChangelogEntry(
                plan.name(),
                Version.parse(text.version()).orElseThrow(),
                text.users(),
                Objects.requireNonNull(text.readyAt()),
                plan.timeZone(),
                text.tag(),
                text.commit(),
                settings);
        Push push = settings.push();
        try (ChangelogRepository repository = ChangelogRepository.open(repositories.folder(plan))) {
            return push == null ? repository.commit(entry) : repository.push(entry, push);
        }
    }

    private void done(
            KeptChangelog kept, KeptNotes text, MaintenancePlan plan, ChangelogSettings settings, String commit) {
        @Nullable String to = settings.push() == null ? null : settings.push().to();
        transaction.executeWithoutResult(status -> {
            if (plan.github() == null) {
                // from now on they are not changed any more
                notes.published(kept.application(), kept.version(), to);
            }
            if (store.done(kept, commit, to, null)) {
                Map<String, String> details = new LinkedHashMap<>();
                details.put("version", kept.version());
                details.put("file", settings.file());
                details.put("branch", settings.branch());
                details.put("commit", commit);
                if (to != null) {
                    details.put("pushed to", to);
                }
                audit.add(
                        new AuditEntry(
                                text.operationId(), clock.instant(), AuditEntry.VIGIE, "changelog committed", details),
                        "changelog/" + kept.application() + "/" + kept.version());
            }
            troubles.clear(key(kept));
        });
    }

    private void failed(KeptChangelog kept, KeptNotes text, String problem, String hint) {
        transaction.executeWithoutResult(status -> {
            store.later(kept, PAUSES.after(kept.attempts()), true, problem);
            troubles.report(
                    key(kept),
                    TROUBLE,
                    text.operationId(),
                    "version " + kept.version() + " of " + kept.application() + " is not in its changelog: " + problem,
                    hint,
                    null);
        });
    }

    private static Optional<ChangelogSettings> settings(MaintenancePlan plan) {
        return Optional.ofNullable(plan.release()).map(ReleaseSettings::changelog);
    }

    private static String key(KeptChangelog kept) {
        return TROUBLE + ":" + kept.application();
    }
}
