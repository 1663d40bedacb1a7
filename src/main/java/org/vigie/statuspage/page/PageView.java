package org.vigie.statuspage.page;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.vigie.statuspage.ComponentState;
import org.vigie.statuspage.PublicSentences;
import org.vigie.statuspage.PublicWords;
import org.vigie.statuspage.ResponseHour;

/**
 * A page as it is shown in one language: texts only, so that the template decides nothing.
 *
 * @param at what it is about and when it was made
 * @param chart null: no response time is known
 */
record PageView(
        PublicWords words,
        Head at,
        Links links,
        ComponentState overall,
        List<Component> components,
        List<Incident> open,
        List<Incident> past,
        List<Maintenance> maintenances,
        @Nullable ResponseChart chart) {

    /** Of what and of when the page is. */
    record Head(
            String application,
            String applicationUrl,
            boolean drill,
            String zone,
            String generatedAt,
            String validUntil,
            String generatedText,
            String validText,
            String revision) {}

    /**
     * Where the page leads to.
     *
     * @param subscribe null: nobody can sign up from this page
     */
    record Links(
            String style,
            String script,
            String other,
            String feed,
            String json,
            String icon,
            @Nullable String subscribe) {}

    /** A component with its bars and the days that have something to tell. */
    record Component(
            String name,
            ComponentState state,
            String since,
            String uptime,
            String summary,
            List<Bar> bars,
            List<Day> days) {}

    /** One day as a bar; its height says the same as its colour. */
    record Bar(int x, int y, int height, ComponentState state, String title) {}

    /** One day in words. */
    record Day(String date, String state, String times) {}

    record Incident(String id, String title, String affected, String opened, String resolved, List<Update> updates) {}

    record Update(String kind, String at, String atText, PublicSentences sentences) {}

    record Maintenance(String title, Locale language, String state, String when, String affected) {}

    /** Shorter in a template than to ask the words. */
    String say(String key, Object... values) {
        return words.get(key, values);
    }

    String hour(ResponseHour hour) {
        return words.moment(hour.hour(), ZoneId.of(at.zone()));
    }

    String lang() {
        return words.language().getLanguage();
    }
}
