package org.vigie.backup.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Periods of one length, each of which keeps one backup: its last verified one, or its last if none is verified. */
enum Layer {
    DAILY("day", LocalDate::toString),
    WEEKLY(
            "week",
            day -> "%d-W%02d"
                    .formatted(day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR))),
    MONTHLY("month", day -> day.toString().substring(0, day.toString().length() - "-01".length())),
    YEARLY("year", day -> Integer.toString(day.getYear()));

    private final String word;
    private final Function<LocalDate, String> period;

    Layer(String word, Function<LocalDate, String> period) {
        this.word = word;
        this.period = period;
    }

    int size(RetentionPolicy policy) {
        return switch (this) {
            case DAILY -> policy.daily();
            case WEEKLY -> policy.weekly();
            case MONTHLY -> policy.monthly();
            case YEARLY -> policy.yearly();
        };
    }

    /**
     * The backups that stay, with the reason. Periods without a backup do not count: after a pause nothing goes because time has passed.
     *
     * @param newestFirst backups that can be in a layer
     */
    Map<KeptBackup, Reason> keep(List<KeptBackup> newestFirst, RetentionPolicy policy) {
        Map<String, List<KeptBackup>> byPeriod = new LinkedHashMap<>();
        newestFirst.forEach(
                backup -> byPeriod.computeIfAbsent(periodOf(backup.takenAt(), policy.zone()), key -> new ArrayList<>())
                        .add(backup));
        Map<KeptBackup, Reason> kept = new LinkedHashMap<>();
        byPeriod.entrySet().stream().limit(size(policy)).forEach(entry -> {
            KeptBackup last = best(entry.getValue());
            kept.put(
                    last,
                    new Reason(
                            name().toLowerCase(Locale.ROOT),
                            "the last%s of the %s %s"
                                    .formatted(last.isVerified() ? " verified one" : "", word, entry.getKey())));
        });
        return kept;
    }

    private static KeptBackup best(Collection<KeptBackup> newestFirst) {
        return newestFirst.stream()
                .filter(KeptBackup::isVerified)
                .findFirst()
                .orElseGet(() -> newestFirst.iterator().next());
    }

    private String periodOf(Instant moment, ZoneId zone) {
        return period.apply(LocalDate.ofInstant(moment, zone));
    }

    static final Comparator<KeptBackup> NEWEST_FIRST = Comparator.comparing(KeptBackup::takenAt)
            .thenComparing(KeptBackup::id)
            .reversed();
}
