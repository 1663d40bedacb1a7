package org.vigie.platform.display;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vigie.platform.service.OpenSearchAccount;

/**
 * Whether what people see in Operate and Tasklist keeps up with the broker: both can be up and show nothing new. A part that
 * is behind and has not moved for {@link #PATIENCE} stands still; while a part of the platform is away that is what people are
 * told, and patience begins anew when it is back. Thread-safe.
 */
public final class DisplayWatch {

    /** Operate and Tasklist keep how far they are every ten seconds. */
    static final Duration PATIENCE = Duration.ofSeconds(40);

    /** How often to look; with the patience less than a minute. */
    public static final Duration PERIOD = Duration.ofSeconds(8);

    private static final Logger LOG = LoggerFactory.getLogger(DisplayWatch.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ExporterPosition exporter;
    private final RecordIndices records;
    private final ImportPositions imports;
    private final Collection<Webapp> webapps;
    private final BooleanSupplier complete;
    private final Clock clock;
    private final Standstills standstills = new Standstills(PATIENCE);
    private volatile List<Standstill> standing = List.of();

    /**
     * @param broker where its management is
     * @param webapps whether Operate and Tasklist run; otherwise only the exporter is looked at
     * @param complete whether all parts of the platform are up
     */
    public DisplayWatch(OpenSearchAccount account, URI broker, boolean webapps, BooleanSupplier complete, Clock clock) {
        OpenSearchApi openSearch = new OpenSearchApi(account, TIMEOUT);
        this.exporter = new ExporterPosition(broker);
        this.records = new RecordIndices(openSearch);
        this.imports = new ImportPositions(openSearch);
        this.webapps = webapps ? List.of(Webapp.values()) : List.of();
        this.complete = complete;
        this.clock = clock;
    }

    /** What stands still as of the last look; empty before the first. */
    public List<Standstill> standing() {
        return standing;
    }

    /** Looks again; tells the log what stopped and what goes on. */
    public synchronized void look() {
        List<Progress> progress = new ArrayList<>();
        progress.add(exported());
        webapps.forEach(webapp -> progress.addAll(imported(webapp)));
        List<Standstill> before = standing;
        standing = standstills.after(complete.getAsBoolean() ? progress : List.of(), clock.instant());
        standing.stream().filter(now -> !has(before, now.part())).forEach(DisplayWatch::warn);
        before.stream()
                .filter(then -> !has(standing, then.part()))
                .forEach(then -> LOG.info("{} goes on", then.part()));
    }

    private static boolean has(List<Standstill> standstills, String part) {
        return standstills.stream().anyMatch(standstill -> standstill.part().equals(part));
    }

    private static void warn(Standstill standstill) {
        LOG.warn(
                "{} has stood still since {} ({}): Operate and Tasklist show nothing new; hint: Look into"
                        + " data/logs for what it says; tickets, clocks and mails go on meanwhile.",
                standstill.part(),
                standstill.since(),
                standstill.detail());
    }

    private Progress exported() {
        try {
            return exporter.read();
        } catch (IOException e) {
            return Progress.unknown("exporter");
        }
    }

    private List<Progress> imported(Webapp webapp) {
        try {
            Map<String, Long> read = imports.of(webapp);
            Map<String, Long> last = records.last();
            return webapp.records().stream()
                    .map(kind -> new Progress(
                            webapp.title(), kind, read.getOrDefault(kind, 0L), last.getOrDefault(kind, 0L)))
                    .toList();
        } catch (IOException e) {
            return List.of(Progress.unknown(webapp.title()));
        }
    }
}
