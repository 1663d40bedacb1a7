package org.vigie.overview.web;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.vigie.audit.AuditEntry;

/** Who did what when, a line each. */
record Trail(String at, String actor, String action, String details) {

    static List<Trail> of(List<AuditEntry> entries, ZoneId zone, Moments moments) {
        return entries.stream()
                .map(entry -> new Trail(
                        moments.words().exactly(entry.at(), zone),
                        entry.actor(),
                        entry.action(),
                        text(entry.details())))
                .toList();
    }

    private static String text(Map<String, String> details) {
        return details.entrySet().stream()
                .map(detail -> detail.getKey() + ": " + detail.getValue())
                .sorted()
                .collect(Collectors.joining("; "));
    }
}
