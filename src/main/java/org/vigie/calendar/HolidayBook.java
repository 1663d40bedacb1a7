package org.vigie.calendar;

import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.HintedException;

/** Public holidays of a country or region by date, computed once a year and kept. */
final class HolidayBook {

    private static final Map<String, HolidayBook> BOOKS = new ConcurrentHashMap<>();

    private final HolidayManager manager;
    private final String[] region;
    private final Map<Integer, Map<LocalDate, String>> years = new ConcurrentHashMap<>();

    private HolidayBook(HolidayManager manager, String[] region) {
        this.manager = manager;
        this.region = region;
    }

    static HolidayBook of(String country, @Nullable String region) {
        String key = country.toLowerCase(Locale.ROOT) + "/" + (region == null ? "" : region);
        return BOOKS.computeIfAbsent(key, unused -> open(country, region));
    }

    @Nullable
    String nameOf(LocalDate date) {
        return years.computeIfAbsent(date.getYear(), this::namesIn).get(date);
    }

    private Map<LocalDate, String> namesIn(int year) {
        Map<LocalDate, String> names = new HashMap<>();
        // a holiday that moves off a weekend may be observed in the year before or after its own
        for (int own = year - 1; own <= year + 1; own++) {
            for (Holiday holiday : manager.getHolidays(Year.of(own), HolidayType.PUBLIC_HOLIDAY, region)) {
                if (holiday.getDate().getYear() == year) {
                    names.merge(holiday.getDate(), holiday.getDescription(Locale.ENGLISH), HolidayBook::firstByName);
                }
            }
        }
        return Map.copyOf(names);
    }

    /** Two holidays may fall on one day; the set they come in has no order. */
    private static String firstByName(String one, String other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static HolidayBook open(String country, @Nullable String region) {
        String code = country.toLowerCase(Locale.ROOT);
        if (HolidayManager.getSupportedCalendarCodes().stream().noneMatch(code::equalsIgnoreCase)) {
            throw new HintedException(
                    "no public holidays are known for the country " + country,
                    "Give an ISO 3166-1 code such as FR, or none.");
        }
        HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(code));
        String[] path = region == null ? new String[0] : region.split("/");
        requireRegion(manager.getCalendarHierarchy(), path, country);
        return new HolidayBook(manager, path);
    }

    private static void requireRegion(CalendarHierarchy hierarchy, String[] path, String country) {
        CalendarHierarchy part = hierarchy;
        for (String code : path) {
            CalendarHierarchy child = part.getChildren().get(code);
            if (child == null) {
                throw new HintedException(
                        "no public holidays are known for the region " + String.join("/", path) + " of " + country,
                        "Here the regions are "
                                + new TreeSet<>(part.getChildren().keySet()) + ".");
            }
            part = child;
        }
    }
}
