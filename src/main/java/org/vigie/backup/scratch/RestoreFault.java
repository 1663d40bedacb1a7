package org.vigie.backup.scratch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.vigie.backup.contents.DatabaseContents;
import org.vigie.backup.contents.Difference;
import org.vigie.command.CommandOutcome;

/**
 * What stands in the way of a restored database, for restores that are not thrown away.
 *
 * @param code stable, as that of a restore test; {@code server-} where that says {@code scratch-}
 * @param sentence for people, without a full stop
 */
public record RestoreFault(String code, String sentence) {

    /** Of a run of pg_restore; empty if it succeeded. */
    public static Optional<RestoreFault> of(CommandOutcome outcome, List<String> lastLines) {
        return outcome.equals(new CommandOutcome.Exited(0))
                ? Optional.empty()
                : Optional.of(of(RestoreOutput.judge(outcome, lastLines)));
    }

    /** Of the server, before anything is restored: it lacks extensions. */
    public static Optional<RestoreFault> ofExtensions(Connection server, DatabaseContents expected)
            throws SQLException {
        List<String> missing = Extensions.missing(server, expected);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new RestoreFault(
                        "extension-unavailable", "the server has no extension " + String.join(", ", missing)));
    }

    /** Of the answers to the queries of a plan. */
    public static Optional<RestoreFault> ofQueries(Connection database, List<SmokeQuery> queries) {
        try {
            SmokeTest.run(database, queries);
            return Optional.empty();
        } catch (RestoreStopped e) {
            return Optional.of(of(e));
        }
    }

    /** Whether a difference lies at the software of the server, not at what was restored. */
    public static boolean isOfTheServer(Difference difference) {
        return Severity.isOfTheServer(difference);
    }

    private static RestoreFault of(RestoreStopped stopped) {
        return new RestoreFault(stopped.code().replaceFirst("^scratch-", "server-"), stopped.sentence());
    }
}
