package org.vigie.backup.scratch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.vigie.backup.contents.DatabaseContents;

/**
 * A restore to be tried.
 *
 * @param id letters, digits, dots, hyphens and underscores, at most 100; may come again, as after a crash
 * @param dump of pg_dump, in its custom or directory format, readable by pg_restore as it is
 * @param expected the contents of the database when it was dumped
 * @param smokeQueries of the plan
 * @param spoiled whether something is added to what was restored, so that the comparison has to find it
 * @param tools folder of pg_restore; null to take that of the scratch server, or else the one on the path
 * @param deadline how long all of it may take
 * @param cancelled asked about once a second; when true, the restore ends
 */
public record ScratchRequest(
        String id,
        Path dump,
        DatabaseContents expected,
        List<SmokeQuery> smokeQueries,
        boolean spoiled,
        @Nullable Path tools,
        Duration deadline,
        BooleanSupplier cancelled) {

    public ScratchRequest {
        smokeQueries = List.copyOf(smokeQueries);
    }
}
