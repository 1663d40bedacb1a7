package org.vigie.platform.display;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.platform.PlatformProperties;
import org.vigie.platform.service.OpenSearchAccount;

/**
 * Keeps OpenSearch small: deletes exported records that Operate and Tasklist have read, and from both the process instances
 * that ended long ago. Days are those of the broker's records, not of this machine's clock. Nothing of it concerns the
 * audit trail and the KPIs, which are in Vigie's own tables.
 */
public final class DisplayRetention {

    /** A node of OpenSearch refuses new indices beyond a thousand shards. */
    static final int MANY_SHARDS = 800;

    private static final Logger LOG = LoggerFactory.getLogger(DisplayRetention.class);
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final OpenSearchApi openSearch;
    private final RecordIndices records;
    private final ImportPositions imports;
    private final FinishedInstances finished;
    private final PlatformProperties.Display settings;

    public DisplayRetention(OpenSearchAccount account, PlatformProperties.Display settings) {
        this.openSearch = new OpenSearchApi(account, TIMEOUT);
        this.records = new RecordIndices(openSearch);
        this.imports = new ImportPositions(openSearch);
        this.finished = new FinishedInstances(openSearch);
        this.settings = settings;
    }

    /** Deletes what is due; what fails is told to the log and tried again the next time. */
    public void apply() {
        try {
            List<RecordIndex> indices = records.all();
            Optional<LocalDate> today = indices.stream().map(RecordIndex::day).max(Comparator.naturalOrder());
            if (today.isPresent()) {
                deleteRead(indices, today.get().minus(settings.records()));
                finished.deleteThoseBefore(today.get().minus(settings.history()));
            }
            warnOfManyShards();
        } catch (IOException e) {
            LOG.warn(
                    "old records of Operate and Tasklist stay for now: {}; hint: Nothing to do unless this comes every hour.",
                    e.getMessage());
        }
    }

    private void deleteRead(List<RecordIndex> indices, LocalDate before) throws IOException {
        Map<String, Long> operate = imports.of(Webapp.OPERATE);
        Map<String, Long> tasklist = imports.of(Webapp.TASKLIST);
        for (RecordIndex index : indices) {
            if (index.day().isBefore(before)
                    && isRead(index, Webapp.OPERATE, operate)
                    && isRead(index, Webapp.TASKLIST, tasklist)) {
                openSearch.delete("/" + index.name() + "?ignore_unavailable=true");
            }
        }
    }

    private static boolean isRead(RecordIndex index, Webapp webapp, Map<String, Long> positions) {
        return !webapp.records().contains(index.records())
                || positions.getOrDefault(index.records(), -1L) >= index.last();
    }

    private void warnOfManyShards() throws IOException {
        int shards = openSearch.get("/_cluster/health").path("active_shards").asInt();
        if (shards > MANY_SHARDS) {
            LOG.warn(
                    "OpenSearch has {} shards of the thousand that it takes; hint: When Operate or Tasklist stand still,"
                            + " start Vigie again; they must read old records before these can go.",
                    shards);
        }
    }
}
