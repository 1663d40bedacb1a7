package org.vigie.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.vigie.backup.dump.DiskFailure;
import org.vigie.backup.dump.PgTool;
import org.vigie.backup.dump.PgTools;
import org.vigie.backup.dump.SourceState;
import org.vigie.backup.place.Places;
import org.vigie.operation.Operation;
import org.vigie.operation.Operations;
import org.vigie.plan.DatabaseSettings;
import org.vigie.shared.Sentences;

/** What must hold before a dump is worth its time, and what a person should know before it counts as the newest backup. */
@Service
public class BackupPreflight {

    static final String DETAIL = "preflight";

    private static final long RESERVE = 64L << 20;
    private static final int PERCENT = 100;

    private final Operations operations;
    private final BackupPlans plans;
    private final BackupCatalogue catalogue;
    private final RestoredServers servers;
    private final BackupNotices notices;
    private final PgTools tools;
    private final Places places;

    BackupPreflight(
            Operations operations,
            BackupPlans plans,
            BackupCatalogue catalogue,
            RestoredServers servers,
            BackupNotices notices,
            PgTools tools,
            Places places) {
        this.operations = operations;
        this.plans = plans;
        this.catalogue = catalogue;
        this.servers = servers;
        this.notices = notices;
        this.tools = tools;
        this.places = places;
    }

    /**
     * Looks at the database, the tools and the disk. When something is unusual the operation waits for a person from here on.
     *
     * @return what is unusual, in sentences for people; empty if nothing is
     * @throws BackupFailedException if a backup cannot be taken
     */
    public List<String> check(String operationId) {
        Operation operation = operations.require(operationId);
        DatabaseSettings database = plans.database(operation);
        SourceState state = SourceState.ask(database);
        PgTool tool = tools.find("pg_dump", state.serverMajor(), operationId + "-tool");
        Optional<StoredBackup> before = catalogue.latest(operation.application(), database.id());
        requireSpace(state, before);
        boolean putBackThere = servers.isThere(operation.application(), database.id(), state.systemIdentifier());
        List<String> findings = findings(state, before, database.backup().mayShrinkBy(), putBackThere);
        operations.addDetails(operationId, Map.of(DETAIL, details(state, tool, findings)));
        if (!findings.isEmpty()) {
            notices.tellHeld(operationId);
            operations.waiting(operationId);
        }
        return Sentences.in(plans.language(operation.application())).say(findings);
    }

    private static Map<String, Object> details(SourceState state, PgTool tool, List<String> findings) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("serverVersion", state.serverVersion());
        details.put("systemIdentifier", state.systemIdentifier());
        details.put("databaseBytes", state.bytes());
        details.put("tables", state.tables());
        details.put("rows", state.rows());
        details.put("tool", tool.version());
        details.put("findings", findings);
        return details;
    }

    /** A dump is stored compressed: about as large as the one before. */
    private void requireSpace(SourceState state, Optional<StoredBackup> before) {
        long needed =
                RESERVE + before.map(backup -> backup.storedBytes() * 3 / 2).orElse(state.bytes());
        try {
            Path folder = Files.createDirectories(places.dataFolder());
            long usable = Files.getFileStore(folder).getUsableSpace();
            if (usable < needed) {
                throw new BackupFailedException(
                        "disk-full",
                        "about " + mebibytes(needed) + " are needed in " + folder + " and " + mebibytes(usable)
                                + " are free",
                        "Free space there, then ask for the backup again.");
            }
        } catch (IOException e) {
            throw DiskFailure.of("cannot use " + places.dataFolder(), e);
        }
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }

    private static List<String> findings(
            SourceState state, Optional<StoredBackup> before, int mayShrinkBy, boolean putBackThere) {
        List<String> findings = new ArrayList<>();
        if (state.tables() == 0 || state.rows() == 0) {
            findings.add("The database is empty: " + state.tables() + " tables, " + state.rows() + " rows.");
        }
        before.ifPresent(backup -> {
            if (!putBackThere && !backup.systemIdentifier().equals(state.systemIdentifier())) {
                findings.add("It is another server than that of the backup before: its system identifier is "
                        + state.systemIdentifier() + " instead of " + backup.systemIdentifier() + ".");
            }
            if (isFewer(state.tables(), backup.tables(), mayShrinkBy)) {
                findings.add("It has " + state.tables() + " tables; the backup before had " + backup.tables() + ".");
            }
            if (isFewer(state.rows(), backup.rows(), mayShrinkBy)) {
                findings.add("It has " + state.rows() + " rows; the backup before had " + backup.rows() + ".");
            }
        });
        return findings;
    }

    /** What was found before a backup; empty if nothing was unusual. */
    static List<String> findings(Operation operation) {
        return operation.details().get(DETAIL) instanceof Map<?, ?> preflight
                        && preflight.get("findings") instanceof List<?> findings
                ? findings.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static boolean isFewer(long now, long before, int mayShrinkBy) {
        return now * PERCENT < before * (PERCENT - mayShrinkBy);
    }
}
