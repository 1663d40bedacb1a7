package org.vigie.backup.scratch;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.plan.BackupSettings;

/**
 * A question to a restored database whose answer the plan knows.
 *
 * @param name for people
 * @param sql a query; the first column of its first row is the answer
 * @param atLeast the answer must be a number that is not less; null if it must only be there and not be false
 */
public record SmokeQuery(String name, String sql, @Nullable Long atLeast) {

    /** Those of a plan. */
    public static List<SmokeQuery> of(BackupSettings settings) {
        return settings.smokeQueries().stream()
                .map(query -> new SmokeQuery(query.name(), query.sql(), query.atLeast()))
                .toList();
    }
}
