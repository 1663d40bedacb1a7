package org.vigie.preventive;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.vigie.plan.LocalText;
import org.vigie.plan.PlanDuration;

/**
 * An entry of the table {@code preventiveCalendar}.
 *
 * @param entry its id
 * @param frequency for people
 * @param work names of what Vigie does, in order, separated by commas; may be empty
 * @param judge whether a person judges what was found
 * @param group groups of Tasklist, separated by commas; may be empty
 * @param within how long these may take; may be empty
 * @param workday whether it is put off to a day on which people work
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PreventiveEntry(
        String entry,
        String frequency,
        String titleEn,
        String titleFr,
        String work,
        boolean judge,
        String group,
        String within,
        boolean workday) {

    private static final PlanDuration USUAL = PlanDuration.parse("P2D");
    private static final List<String> WHO_SEES_TO_FAILURES = List.of("devops", "technical-lead");

    /** Names of what Vigie does. */
    public List<String> works() {
        return parts(work);
    }

    /** Who judges it, or sees to it when it fails. */
    List<String> groups() {
        List<String> named = parts(group);
        return named.isEmpty() ? WHO_SEES_TO_FAILURES : named;
    }

    /** How long they may take. */
    PlanDuration answerWithin() {
        return within.isBlank() ? USUAL : PlanDuration.parse(within.strip());
    }

    /** What it is called. */
    String title(Locale language) {
        return new LocalText(titleFr, titleEn).in(language);
    }

    private static List<String> parts(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
