package org.vigie.backup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.vigie.backup.dump.DiskFailure;
import org.vigie.backup.dump.WorkFolder;
import org.vigie.backup.place.PlaceException;
import org.vigie.backup.place.Places;
import org.vigie.backup.seal.BrokenSealException;
import org.vigie.engine.job.Heartbeat;
import org.vigie.operation.Operation;
import org.vigie.operation.Operations;
import org.vigie.plan.DatabaseSettings;
import org.vigie.shared.Sentences;

/** Proves backups by restoring them: nothing else makes one verified. */
@Service
public class RestoreTests {

    /** State of a backup that was restored and is the same as before. */
    public static final String VERIFIED = "verified";

    /** State of one that cannot be restored, or is not the same. */
    public static final String REFUSED = "refused";

    static final String INCONCLUSIVE = "inconclusive";

    private final Operations operations;
    private final BackupPlans plans;
    private final BackupCatalogue catalogue;
    private final BackupFetch fetch;
    private final BackupRestore restore;
    private final Places places;
    private final Clock clock;

    RestoreTests(
            Operations operations,
            BackupPlans plans,
            BackupCatalogue catalogue,
            BackupFetch fetch,
            BackupRestore restore,
            Places places,
            Clock clock) {
        this.operations = operations;
        this.plans = plans;
        this.catalogue = catalogue;
        this.fetch = fetch;
        this.restore = restore;
        this.places = places;
        this.clock = clock;
    }

    /**
     * What a restore test found.
     *
     * @param verdict {@code verified}, {@code refused} (the backup is at fault) or {@code inconclusive} (the test is)
     * @param cause a stable code unless it is verified
     * @param outcome a sentence for people
     * @param signature whether a person is to sign it
     */
    public record Result(
            String verdict, @Nullable String cause, String outcome, String shownOutcome, boolean signature) {}

    /**
     * Carries out a restore test, unless that was done before.
     *
     * @throws BackupFailedException if there is nothing to test
     * @throws org.vigie.shared.FencedException if somebody else goes on with it
     */
    public Result carryOut(String operationId, Heartbeat heartbeat) {
        Operation operation = operations.require(operationId);
        if (operation.details().containsKey("verdict")) {
            return finish(operation);
        }
        String id = String.valueOf(operation.input().get(RestoreTestKind.BACKUP));
        StoredBackup backup = catalogue
                .find(id)
                .orElseThrow(() -> new BackupFailedException(
                        "backup-missing", "there is no backup " + id + " any more", "Ask for a test of another one."));
        Instant begun = clock.instant();
        long beginning = System.nanoTime();
        Finding finding = test(operation, backup, heartbeat);
        heartbeat.check();
        return keep(operation, backup, finding, begun, seconds(beginning));
    }

    /**
     * What came of a restore.
     *
     * @param phases seconds by phase
     * @param server settings of the scratch server on which the times depend
     */
    record Finding(
            String verdict,
            @Nullable String cause,
            String sentence,
            Map<String, Object> phases,
            Map<String, String> server) {

        static Finding of(String verdict, String cause, String sentence) {
            return new Finding(verdict, cause, sentence, Map.of(), Map.of());
        }
    }

    private Finding test(Operation operation, StoredBackup backup, Heartbeat heartbeat) {
        Path work = null;
        DatabaseSettings database = plans.database(backup.application(), backup.database());
        try {
            long beginning = System.nanoTime();
            work = WorkFolder.attempt(places.dataFolder().resolve("." + operation.id()));
            FetchedBackup fetched = fetch.open(backup, work);
            double fetching = seconds(beginning);
            heartbeat.check();
            Finding finding = restore.restore(
                    operation.id(), fetched, database.backup(), RestoreTestKind.isDrill(operation), heartbeat);
            Map<String, Object> phases = new LinkedHashMap<>();
            phases.put("fetch", fetching);
            phases.putAll(finding.phases());
            return new Finding(finding.verdict(), finding.cause(), finding.sentence(), phases, finding.server());
        } catch (BrokenSealException e) {
            return Finding.of(REFUSED, e.code(), e.getMessage());
        } catch (PlaceException e) {
            return Finding.of(INCONCLUSIVE, e.code(), e.fact());
        } catch (BackupFailedException e) {
            return Finding.of(INCONCLUSIVE, e.code(), e.fact());
        } catch (IOException e) {
            BackupFailedException disk = DiskFailure.of("cannot open the backup", e);
            return Finding.of(INCONCLUSIVE, disk.code(), disk.fact());
        } finally {
            if (work != null) {
                WorkFolder.end(work);
            }
        }
    }

    private Result keep(Operation operation, StoredBackup backup, Finding finding, Instant begun, double seconds) {
        double age = Duration.between(backup.takenAt(), begun).toMillis() / 1000.0;
        DatabaseSettings database = plans.database(backup.application(), backup.database());
        boolean inTime =
                seconds <= database.backup().recoveryTime().toDuration().toSeconds();
        boolean recent = age <= database.backup().recoveryPoint().toDuration().toSeconds();
        boolean drill = RestoreTestKind.isDrill(operation);
        String outcome = (drill ? "Exercise, with something added to what came back. " : "") + "The backup of "
                + backup.database() + " taken at "
                + backup.takenAt().truncatedTo(ChronoUnit.SECONDS) + ": "
                + sentence(finding, seconds, inTime, recent);
        if (!drill) {
            catalogue.tested(operation.id(), backup.id(), finding.verdict(), finding.cause(), seconds, age);
        }
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("backup", backup.id());
        details.put("verdict", finding.verdict());
        details.put("cause", finding.cause());
        details.put("outcome", outcome);
        details.put("seconds", seconds);
        details.put("phases", finding.phases());
        details.put("server", finding.server());
        details.put("ageSeconds", age);
        details.put("withinRecoveryTime", inTime);
        details.put("withinRecoveryPoint", recent);
        details.put("drill", drill);
        operations.addDetails(operation.id(), details);
        return finish(operations.require(operation.id()));
    }

    /** What follows from a verdict that is kept; done again by the next Vigie if this one is killed meanwhile. */
    private Result finish(Operation operation) {
        Map<String, Object> details = operation.details();
        String verdict = String.valueOf(details.get("verdict"));
        if (!RestoreTestKind.isDrill(operation)) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("state", verdict);
            shown.put("restoreSeconds", details.get("seconds"));
            if (verdict.equals(VERIFIED)) {
                shown.put("verifiedAt", clock.instant().toString());
            }
            operations.addDetails(String.valueOf(details.get("backup")), shown);
        }
        if (isSigned(operation)) {
            operations.waiting(operation.id());
        }
        String outcome = String.valueOf(details.get("outcome"));
        return new Result(
                verdict,
                (String) details.get("cause"),
                outcome,
                Sentences.in(plans.language(operation.application())).say(outcome),
                isSigned(operation));
    }

    private static String sentence(Finding finding, double seconds, boolean inTime, boolean recent) {
        String took = " The restore took " + Math.round(seconds) + " s"
                + (inTime ? "" : ", more than the recovery time of the plan")
                + (recent ? "." : ", and the backup is older than the recovery point of the plan.");
        return finding.sentence() + took;
    }

    private static boolean isSigned(Operation operation) {
        return Boolean.TRUE.equals(operation.input().get(RestoreTestKind.SIGNED));
    }

    /** Not by the clock, which may be set meanwhile. */
    private static double seconds(long beginning) {
        return (System.nanoTime() - beginning) / 1_000_000 / 1000.0;
    }
}
