package org.vigie.backup.scratch;

import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.vigie.backup.contents.ContentsComparison;
import org.vigie.backup.contents.ContentsException;
import org.vigie.backup.contents.ContentsProgress;
import org.vigie.backup.contents.ContentsReader;
import org.vigie.backup.contents.DatabaseContents;
import org.vigie.backup.contents.Difference;
import org.vigie.backup.scratch.RestoreResult.Phase;
import org.vigie.backup.scratch.RestoreResult.Verdict;
import org.vigie.command.Commands;
import org.vigie.platform.ScratchServer;
import org.vigie.shared.HintedException;

/** One restore from its beginning to its verdict. For one thread, once. */
final class RestoreRun {

    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final int READERS = ScratchSettings.SESSIONS;
    private static final String SPOIL = "CREATE SCHEMA vigie_exercise";

    private final ScratchRequest request;
    private final BiFunction<ScratchRequest, Duration, ScratchServer> servers;
    private final PgRestore pgRestore;
    private final Phases phases = new Phases();
    private volatile @Nullable ScratchServer server;

    RestoreRun(ScratchRequest request, Commands commands, BiFunction<ScratchRequest, Duration, ScratchServer> servers) {
        this.request = request;
        this.servers = servers;
        this.pgRestore = new PgRestore(request, commands);
    }

    RestoreResult run() {
        try (ScratchWatch watch = new ScratchWatch(request.deadline(), request.cancelled(), this::stop)) {
            try {
                ScratchServer started = phases.measured(Phase.PREPARE, this::prepare);
                try (started) {
                    return restoreAndCompare(started, watch);
                }
            } catch (RestoreStopped e) {
                RestoreStopped stopped = watch.reason() == null ? e : watch.reason();
                return result(stopped.verdict(), stopped.code(), stopped.sentence(), List.of());
            } catch (ContentsException e) {
                RestoreStopped stopped = watch.reason();
                return stopped == null
                        ? unreadable(e)
                        : result(stopped.verdict(), stopped.code(), stopped.sentence(), List.of());
            }
        }
    }

    private ScratchServer prepare() {
        if (!DatabaseContents.ALGORITHM.equals(request.expected().algorithm())) {
            throw RestoreStopped.inconclusive(
                    "algorithm-different",
                    "the contents of this backup were read as %s, which this version does not know"
                            .formatted(request.expected().algorithm()));
        }
        ScratchServer started;
        try {
            started = servers.apply(request, START_TIMEOUT);
        } catch (HintedException e) {
            throw RestoreStopped.inconclusive("scratch-not-started", e.fact());
        } catch (UncheckedIOException e) {
            throw RestoreStopped.inconclusive("scratch-not-started", e.getMessage() + ": " + e.getCause());
        }
        server = started;
        try (Connection connection = ScratchConnections.open(started, "template1")) {
            Extensions.require(connection, request.expected());
            ScratchRoles.make(connection, request.expected());
            return started;
        } catch (SQLException e) {
            started.close();
            throw RestoreStopped.inconclusive("scratch-server-lost", String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private RestoreResult restoreAndCompare(ScratchServer started, ScratchWatch watch) {
        phases.measure(Phase.RESTORE, () -> pgRestore.run(started, watch.left()));
        String database = request.expected().database();
        if (!ScratchConnections.databases(started).contains(database)) {
            throw RestoreStopped.refused(
                    "database-different",
                    "the dump holds the database %s, not %s"
                            .formatted(String.join(", ", ScratchConnections.databases(started)), database));
        }
        if (request.spoiled()) {
            ScratchConnections.execute(started, database, SPOIL);
        }
        phases.measure(Phase.ANALYZE, () -> ScratchConnections.execute(started, database, "ANALYZE"));
        List<Difference> differences = phases.measured(Phase.COMPARE, () -> compare(started, database));
        if (!differences.isEmpty()) {
            Difference first = Severity.worst(differences);
            return result(Severity.verdict(differences), first.code(), first.sentence(), differences);
        }
        phases.measure(
                Phase.SMOKE,
                () -> ScratchConnections.use(
                        started, database, connection -> SmokeTest.run(connection, request.smokeQueries())));
        return result(
                Verdict.VERIFIED,
                null,
                "restored, and the same as before: %d tables with %d rows"
                        .formatted(
                                request.expected().tables().size(),
                                request.expected().rows()),
                List.of());
    }

    private List<Difference> compare(ScratchServer started, String database) {
        DatabaseContents found = new ContentsReader()
                .read(ScratchConnections.details(started, database), null, READERS, ContentsProgress.NONE);
        return ContentsComparison.compare(request.expected(), found);
    }

    private RestoreResult unreadable(ContentsException e) {
        return result(
                e.code().equals("connection-lost") ? Verdict.INCONCLUSIVE : Verdict.REFUSED,
                e.code().equals("connection-lost") ? "scratch-server-lost" : "restored-unreadable",
                e.fact(),
                List.of());
    }

    /** From another thread. */
    private void stop() {
        pgRestore.cancel();
        ScratchServer started = server;
        if (started != null) {
            started.stop();
        }
    }

    private RestoreResult result(
            Verdict verdict, @Nullable String code, String sentence, List<Difference> differences) {
        Map<String, String> settings = ScratchSettings.of(request.expected().majorVersion());
        return new RestoreResult(verdict, code, sentence, differences, phases.durations(), settings, pgRestore.notes());
    }
}
