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

    /** Day and time; empty for null. */
    public String moment(@Nullable Instant instant) {
        return text(DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT), instant);
    }

    /** The day; empty for null. */
    public String day(@Nullable Instant instant) {
        return text(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG), instant);
    }

    private String text(DateTimeFormatter format, @Nullable Instant instant) {
        return instant == null ? "" : format.withLocale(language).format(instant.atZone(zone));
    }
}
