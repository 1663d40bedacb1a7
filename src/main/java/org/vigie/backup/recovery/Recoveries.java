package org.vigie.backup.recovery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vigie.backup.BackupFailedException;
import org.vigie.backup.BackupPlans;
import org.vigie.backup.Spans;
import org.vigie.backup.StoredBackup;
import org.vigie.operation.Operation;
import org.vigie.operation.OperationStatus;
import org.vigie.operation.Operations;
import org.vigie.operation.TargetHeldException;
import org.vigie.plan.DatabaseSettings;
import org.vigie.shared.BusyElsewhereException;
import org.vigie.shared.RecordedSince;
import org.vigie.shared.Sentences;

/** Looks at a database that is said to be lost and says what comes next: to wait, to ask, to set up a server, or to go on. */
@Service
public class Recoveries {

    private static final Duration FOR_LONG = Duration.ofMinutes(10);
    private static final Duration WHILE_OTHERS_WORK = Duration.ofSeconds(30);
    private static final int EXAMPLES = 10;

    private final Operations operations;
    private final BackupPlans plans;
    private final BackupChoice choice;
    private final DamageCheck check;
    private final RecoveryDecisions decisions;
    private final RecoveryNotices notices;
    private final List<RecordedSince> records;
    private final Clock clock;

    Recoveries(
            Operations operations,
            BackupPlans plans,
            BackupChoice choice,
            DamageCheck check,
            RecoveryDecisions decisions,
            RecoveryNotices notices,
            List<RecordedSince> records,
            Clock clock) {
        this.operations = operations;
        this.plans = plans;
        this.choice = choice;
        this.check = check;
        this.decisions = decisions;
        this.notices = notices;
        this.records = records;
        this.clock = clock;
    }

    /** What comes next. */
    public enum Next {
        /** Nothing can be done until the server answers. */
        WAIT,
        /** A person is asked. */
        ASK,
        /** The plan's commands set up a server. */
        SET_UP_SERVER,
        GO_ON
    }

    /**
     * What a look has shown.
     *
     * @param findings sentences for who decides
     * @param lossConfirmed whether data is lost beyond doubt
     * @param backup the proposed one
     * @param backupText the same with its age, for people
     * @param candidates the others that could be taken
     * @param since what Vigie recorded since the backup
     */
    public record Look(
            Next next,
            List<String> findings,
            boolean lossConfirmed,
            String backup,
            String backupText,
            List<Candidate> candidates,
            List<String> since) {}

    /** A backup that could be taken. */
    public record Candidate(String id, String takenAt, String age, String state) {}

    /**
     * Looks at the database. While a person is asked or the server is away, others may work on it.
     *
     * @throws BackupFailedException if there is no backup to go back to
     * @throws BusyElsewhereException while somebody else works on the database since then
     */
    public Look look(String operationId) {
        Operation operation = operations.require(operationId);
        DatabaseSettings database = plans.database(operation);
        StoredBackup backup = backup(operation, database);
        Damage damage = held(operation, check.look(database, backup));
        List<RecordedSince.Recorded> since = since(operation.application(), backup);
        keep(operation, backup, damage, since);
        boolean mayGoOn = mayGoOn(operation, database, backup, damage);
        Next next = next(database, damage, mayGoOn);
        if (next == Next.GO_ON || next == Next.SET_UP_SERVER) {
            resume(operation);
        } else {
            operations.waiting(operationId);
            if (next == Next.ASK) {
                notices.tellAsked(operationId);
            } else {
                notices.tellServerAway(operationId);
            }
        }
        Locale language = plans.language(operation.application());
        Sentences said = Sentences.in(language);
        return new Look(
                next,
                said.say(findings(operations.require(operationId), database, backup, damage, language)),
                damage.kind().isLoss(),
                backup.id(),
                said.say(text(backup, language)),
                choice.candidates(operation.application(), database).stream()
                        .limit(EXAMPLES)
                        .map(candidate -> new Candidate(
                                candidate.id(),
                                candidate.takenAt().toString(),
                                Spans.of(choice.age(candidate), language),
                                said.say(candidate.state())))
                        .toList(),
                said.say(since.stream().map(Recoveries::sentence).toList()));
    }

    private StoredBackup backup(Operation operation, DatabaseSettings database) {
        String decided = new RecoveryState(operation).text(RecoveryState.DECISION, "backup");
        Object wanted = decided == null ? operation.input().get(RecoveryKind.BACKUP) : decided;
        List<StoredBackup> all = choice.candidates(operation.application(), database);
        return (wanted == null
                        ? choice.propose(operation.application(), database)
                        : all.stream()
                                .filter(candidate -> candidate.id().equals(wanted))
                                .findFirst())
                .orElseThrow(() -> new BackupFailedException(
                        "backup-missing",
                        wanted == null
                                ? "there is no backup of " + database.id() + " to go back to"
                                : "there is no whole copy of the backup " + wanted + " any more",
                        "Put copies back into a place of the plan; Vigie finds them within an hour. Then ask again."));
    }

    /** Nothing that answers is no loss; nothing that answers for long is. */
    private Damage held(Operation operation, Damage damage) {
        if (damage.kind() != DamageKind.SERVER_AWAY) {
            return damage;
        }
        Instant since =
                new RecoveryState(operation).moment(RecoveryState.AWAY_SINCE).orElseGet(clock::instant);
        Duration away = Duration.between(since, clock.instant());
        return away.compareTo(FOR_LONG) < 0
                ? damage
                : new Damage(
                        DamageKind.SERVER_LOST,
                        "nothing has answered for " + span(away) + ": " + damage.sentence(),
                        false);
    }

    private void keep(Operation operation, StoredBackup backup, Damage damage, List<RecordedSince.Recorded> since) {
        RecoveryState state = new RecoveryState(operation);
        boolean away = damage.kind() == DamageKind.SERVER_AWAY || damage.kind() == DamageKind.SERVER_LOST;
        String now = clock.instant().toString();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put(
                RecoveryState.DAMAGE,
                Map.of(
                        "kind", damage.kind().id(),
                        "lost", damage.kind().isLoss(),
                        "sentence", damage.sentence(),
                        "at", now));
        details.put(RecoveryState.AWAY_SINCE, away ? kept(state, RecoveryState.AWAY_SINCE, now) : null);
        details.put(RecoveryState.LOST_AT, lostAt(damage, state, now));
        details.put(
                RecoveryState.BACKUP,
                Map.of(
                        "id", backup.id(),
                        "takenAt", backup.takenAt().toString(),
                        "state", backup.state(),
                        "ageSeconds", choice.age(backup).toSeconds()));
        details.put(RecoveryState.SINCE, since);
        operations.addDetails(operation.id(), details);
    }

    private static @Nullable String lostAt(Damage damage, RecoveryState state, String now) {
        return damage.kind() == DamageKind.INTACT || damage.kind() == DamageKind.SHRUNKEN
                ? null
                // nothing was written any more once nothing answered
                : kept(
                        state,
                        RecoveryState.LOST_AT,
                        damage.kind().isLoss() ? kept(state, RecoveryState.AWAY_SINCE, now) : null);
    }

    private static @Nullable String kept(RecoveryState state, String name, @Nullable String otherwise) {
        return state.moment(name).map(Instant::toString).orElse(otherwise);
    }

    /** A yes holds while things are not better than they were when it was said. */
    private boolean mayGoOn(Operation operation, DatabaseSettings database, StoredBackup backup, Damage damage) {
        String said = new RecoveryState(operation).text(RecoveryState.DECISION, "damage");
        if (said == null) {
            boolean rollback = RecoveryKind.isRollback(operation);
            boolean automatic =
                    rollback || database.recovery().automatic() && damage.kind().isLoss();
            if (automatic) {
                decisions.automatic(
                        operation.id(),
                        backup,
                        damage,
                        rollback
                                ? "recover if nobody wrote since: a release is taken back"
                                : "recover: the plan says recovery.automatic");
            }
            return automatic;
        }
        boolean holds =
                damage.kind().isLoss() || !damage.usable() || damage.kind().id().equals(said);
        if (!holds) {
            decisions.askAgain(
                    operation.id(),
                    "It is another state than that which was decided on (" + said + "), so you are asked again.");
        }
        return holds;
    }

    static Next next(DatabaseSettings database, Damage damage, boolean mayGoOn) {
        boolean away = damage.kind() == DamageKind.SERVER_AWAY || damage.kind() == DamageKind.SERVER_LOST;
        boolean hasCommands = !database.recovery().server().isEmpty();
        if (mayGoOn) {
            return damage.usable() ? Next.GO_ON : away && hasCommands ? Next.SET_UP_SERVER : Next.WAIT;
        }
        boolean waits = away && (!hasCommands || database.recovery().automatic());
        return waits ? Next.WAIT : Next.ASK;
    }

    private void resume(Operation operation) {
        if (operation.status() == OperationStatus.WAITING) {
            try {
                operations.resume(operation.id());
            } catch (TargetHeldException e) {
                throw new BusyElsewhereException(e.fact(), e.hint(), WHILE_OTHERS_WORK);
            }
        }
    }

    private List<RecordedSince.Recorded> since(String application, StoredBackup backup) {
        return records.stream()
                .map(record -> record.since(application, backup.takenAt(), EXAMPLES))
                .filter(recorded -> recorded.count() > 0)
                .toList();
    }

    private static String sentence(RecordedSince.Recorded recorded) {
        return recorded.count() + " " + recorded.what() + ": " + String.join("; ", recorded.examples())
                + (recorded.count() > recorded.examples().size() ? "; ..." : "");
    }

    private String text(StoredBackup backup, Locale language) {
        return backup.takenAt() + ", " + Spans.of(choice.age(backup), language) + " old, "
                + (backup.verifiedAt() == null ? "not verified yet" : "verified");
    }

    /** In what is kept, which is English. */
    private static String span(Duration time) {
        return Spans.of(time, Locale.ENGLISH);
    }

    private List<String> findings(
            Operation operation, DatabaseSettings database, StoredBackup backup, Damage damage, Locale language) {
        List<String> findings = new ArrayList<>();
        if (operation.details().get(RecoveryState.OBJECTION) instanceof String objection) {
            findings.add(objection);
        }
        findings.add((damage.kind().isLoss()
                        ? "The database " + database.id() + " is lost ("
                        : "Of the database " + database.id() + ", this is not taken for a loss (")
                + damage.kind().id() + "): " + damage.sentence() + ".");
        Duration lost = Duration.between(
                backup.takenAt(),
                Objects.requireNonNull(new RecoveryState(operation)
                        .moment(RecoveryState.LOST_AT)
                        .orElseGet(clock::instant)));
        Duration point = database.backup().recoveryPoint().toDuration();
        findings.add("What was written in the " + Spans.of(lost, language) + " since the backup is lost for good"
                + (lost.compareTo(point) > 0
                        ? ", more than the plan allows (" + Spans.of(point, language) + ")."
                        : "."));
        return findings;
    }
}
