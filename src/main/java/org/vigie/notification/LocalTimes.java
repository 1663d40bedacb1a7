package org.vigie.notification;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vigie.plan.Contact;
import org.vigie.plan.MaintenancePlan;

/** Points in time as people read them: in their language and local time. */
public final class LocalTimes {

    /** Written out, since Java's own forms change from one of its versions to the next. */
    private static final DateTimeFormatter FRENCH = DateTimeFormatter.ofPattern("EEEE d MMMM uuuu 'à' HH:mm z");

    /** English as in Europe: the day before the month, and no hours that are there twice a day. */
    private static final DateTimeFormatter ENGLISH = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu 'at' HH:mm z");

    private final Locale language;
    private final ZoneId zone;

    private LocalTimes(Locale language, ZoneId zone) {
        this.language = language;
        this.zone = zone;
    }

    /** For readers of a plan. */
    public static LocalTimes of(MaintenancePlan plan) {
        return new LocalTimes(plan.language(), plan.timeZone());
    }

    /** For one contact of a plan, who may live in another zone. */
    public static LocalTimes of(MaintenancePlan plan, Contact reader) {
        return new LocalTimes(plan.language(), reader.zoneOr(plan.timeZone()));
    }

    /** Day, time and zone, since not everybody lives where the plan does; empty for null. */
    public String moment(@Nullable Instant instant) {
        boolean french = language.getLanguage().equals(Locale.FRENCH.getLanguage());
        return text(french ? FRENCH : ENGLISH, instant);
    }

    /** The day; empty for null. */
    public String day(@Nullable Instant instant) {
        return text(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG), instant);
    }

    private String text(DateTimeFormatter format, @Nullable Instant instant) {
        Locale dates = language.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? Locale.UK : language;
        return instant == null ? "" : format.withLocale(dates).format(instant.atZone(zone));
    }
}
