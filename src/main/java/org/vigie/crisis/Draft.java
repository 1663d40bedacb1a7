package org.vigie.crisis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.vigie.plan.LocalText;
import org.vigie.plan.MaintenancePlan;
import org.vigie.statuspage.DataStatement;
import org.vigie.statuspage.PublicText;
import org.vigie.ticket.Impact;

/**
 * What an approver hands in, as the form has it.
 *
 * @param decision {@code publish}, or {@code neutral} to leave it to the neutral text
 * @param impact what it means for users, in the plan's language
 * @param impactOther the same in the other language; blank: it stands in one language only
 * @param hours until it is expected to be over
 * @param data what is said of data, see {@link DataStatement}; there is no default
 * @param signature blank: the team of the plan
 */
public record Draft(
        @Nullable String decision,
        @Nullable String impact,
        @Nullable String impactOther,
        @Nullable Integer hours,
        @Nullable String data,
        @Nullable String signature) {

    private static final int SHORTEST = 10;
    private static final int LONGEST = 1_500;
    private static final int LONGEST_SIGNATURE = 80;
    private static final int MOST_HOURS = 240;

    /** Why it cannot be published; empty: it can. */
    List<String> findings(MaintenancePlan plan, Crisis crisis) {
        if ("neutral".equals(decision)) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        if (!"publish".equals(decision)) {
            found.add("The decision is missing.");
        }
        found.addAll(wording(plan, "What it means for users", impact, true));
        found.addAll(wording(plan, "The text in the other language", impactOther, false));
        if (hours == null || hours < 1 || hours > MOST_HOURS) {
            found.add("The estimated time must be 1 to " + MOST_HOURS + " hours.");
        }
        Optional<DataStatement> statement = DataStatement.find(String.valueOf(data));
        if (statement.isEmpty()) {
            found.add("It must be chosen what is said of data.");
        }
        if (crisis.impact() == Impact.DATA_LOSS
                && statement.filter(DataStatement.SAFE::equals).isPresent()) {
            found.add("Data were lost: it cannot be said that they are safe.");
        }
        String signed = text(signature);
        if (signed.length() > LONGEST_SIGNATURE || signed.contains("\n")) {
            found.add("The signature must be one line of at most " + LONGEST_SIGNATURE + " characters.");
        }
        PublicWording.findings(plan, signed).forEach(finding -> found.add("Signature: " + finding));
        return found;
    }

    /** What is said of a text of somebody. */
    static List<String> wording(MaintenancePlan plan, String what, @Nullable String given, boolean required) {
        String text = text(given);
        List<String> found = new ArrayList<>();
        if (required && text.length() < SHORTEST) {
            found.add(what + " must have at least " + SHORTEST + " characters.");
        }
        if (text.length() > LONGEST) {
            found.add(what + " must have at most " + LONGEST + " characters.");
        }
        PublicWording.findings(plan, text).forEach(finding -> found.add(what + ": " + finding));
        return found;
    }

    /** To be asked for only without findings. */
    PublicText text(MaintenancePlan plan) {
        if ("neutral".equals(decision)) {
            return PublicText.NEUTRAL;
        }
        String signed = text(signature);
        LocalText team = plan.statusPage().team();
        boolean isTeam = signed.isEmpty() || signed.equals(team.fr()) || signed.equals(team.en());
        return new PublicText(
                both(plan, text(impact), text(impactOther)),
                hours,
                DataStatement.find(String.valueOf(data)).orElse(DataStatement.NONE),
                isTeam ? null : signed);
    }

    /** In both languages, the same in both if there is only one. */
    static LocalText both(MaintenancePlan plan, String own, String other) {
        String second = other.isEmpty() ? own : other;
        return plan.language().getLanguage().equals(Locale.FRENCH.getLanguage())
                ? new LocalText(own, second)
                : new LocalText(second, own);
    }

    static String text(@Nullable String given) {
        return given == null
                ? ""
                : given.replace("\u0000", "").replace("\r\n", "\n").strip();
    }
}
