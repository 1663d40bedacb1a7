package org.vigie.platform.display;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How far the broker has exported what it did, by its own metrics. */
final class ExporterPosition {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Pattern EXPORTED = sum("zeebe_exporter_last_updated_exported_position");
    private static final Pattern COMMITTED = sum("zeebe_log_appender_last_committed_position");

    private final URI metrics;
    private final LocalHttp http = new LocalHttp(TIMEOUT);

    /** @param management where the broker's management is, without a path */
    ExporterPosition(URI management) {
        this.metrics = management.resolve("/actuator/prometheus");
    }

    private static Pattern sum(String metric) {
        return Pattern.compile("(?m)^" + metric + "\\{[^}]*} ([0-9.Ee+]+)$");
    }

    Progress read() throws IOException {
        return of(http.ask(HttpRequest.newBuilder(metrics)));
    }

    /** @param metrics as Prometheus reads them; over all partitions */
    static Progress of(String metrics) {
        return new Progress("exporter", "records", total(EXPORTED, metrics), total(COMMITTED, metrics));
    }

    private static long total(Pattern metric, String metrics) {
        Matcher matcher = metric.matcher(metrics);
        long total = 0;
        while (matcher.find()) {
            total += (long) Double.parseDouble(matcher.group(1));
        }
        return total;
    }
}
