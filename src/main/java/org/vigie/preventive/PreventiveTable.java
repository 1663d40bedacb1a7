package org.vigie.preventive;

import com.fasterxml.jackson.core.type.TypeReference;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import org.vigie.engine.decision.Decisions;
import org.vigie.plan.LocalText;

/** The tables {@code preventiveCalendar} and {@code preventiveChecklist}. Thread-safe. */
@Component
class PreventiveTable {

    private static final TypeReference<List<PreventiveEntry>> ENTRIES = new TypeReference<>() {};
    private static final TypeReference<List<LocalText>> POINTS = new TypeReference<>() {};

    private final Decisions decisions;
    /** A day is asked for often; what is known of it holds until an owner changes the tables. */
    private volatile Known known = new Known(0, new ConcurrentHashMap<>());

    PreventiveTable(Decisions decisions) {
        this.decisions = decisions;
    }

    private record Known(long version, Map<Day, List<PreventiveEntry>> entries) {}

    private record Day(String application, int month, int day, String weekday) {}

    /** What an application has on a day. */
    List<PreventiveEntry> entries(String application, LocalDate date) {
        Day day = new Day(
                application,
                date.getMonthValue(),
                date.getDayOfMonth(),
                date.getDayOfWeek()
                        .getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                        .toLowerCase(Locale.ROOT));
        long version = decisions.version();
        Known current = known;
        if (current.version() != version) {
            current = new Known(version, new ConcurrentHashMap<>());
            known = current;
        }
        return current.entries().computeIfAbsent(day, this::ask);
    }

    private List<PreventiveEntry> ask(Day day) {
        return decisions.evaluate(
                "preventiveCalendar",
                Map.of(
                        "application",
                        day.application(),
                        "month",
                        day.month(),
                        "day",
                        day.day(),
                        "weekday",
                        day.weekday()),
                ENTRIES);
    }

    /** What is ticked off for an entry. */
    List<LocalText> points(String entry) {
        return decisions.evaluate("preventiveChecklist", Map.of("entry", entry), POINTS);
    }
}
