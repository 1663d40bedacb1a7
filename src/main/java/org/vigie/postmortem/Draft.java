package org.vigie.postmortem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the author handed in; anything may be missing.
 *
 * @param noActions true if nothing is left to be done
 */
public record Draft(
        @Nullable String timeline,
        @Nullable String impact,
        @Nullable String rootCause,
        @Nullable String immediateActions,
        @Nullable String longTermFixes,
        @Nullable String lessons,
        @Nullable List<Line> actions,
        @Nullable Boolean noActions) {

    private static final int LONGEST_SECTION = 20_000;
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_DESCRIPTION = 4_000;
    private static final int LONGEST_NAME = 100;

    /** One line of the list of long-term actions. */
    public record Line(
            @Nullable String title,
            @Nullable String description,
            @Nullable String owner) {}

    Sections checkedSections() {
        Map<String, String> required = new LinkedHashMap<>();
        required.put("timeline", text(timeline));
        required.put("impact", text(impact));
        required.put("root cause", text(rootCause));
        required.put("immediate actions", text(immediateActions));
        required.put("lessons", text(lessons));
        List<String> missing = required.entrySet().stream()
                .filter(section -> section.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        if (!missing.isEmpty()) {
            throw new DraftRefusedException(
                    "sections are empty: " + String.join(", ", missing), "Fill them in, if only to say why not.");
        }
        required.put("long-term fixes", text(longTermFixes));
        required.forEach((name, section) -> checkLength("the section " + name, section, LONGEST_SECTION));
        return new Sections(
                text(timeline),
                text(impact),
                text(rootCause),
                text(immediateActions),
                text(longTermFixes),
                text(lessons));
    }

    /** The actions, numbered; lines that say nothing are left out. */
    List<LongTermAction> checkedActions() {
        if (Boolean.TRUE.equals(noActions)) {
            return List.of();
        }
        List<LongTermAction> checked = new ArrayList<>();
        for (Line line : actions == null ? List.<Line>of() : actions) {
            if (!(text(line.title()) + text(line.description()) + text(line.owner())).isEmpty()) {
                checked.add(checked(line, checked.size() + 1));
            }
        }
        if (checked.isEmpty()) {
            throw new DraftRefusedException(
                    "there is no long-term action", "Add at least one, or tick that none is needed.");
        }
        return checked;
    }

    private static LongTermAction checked(Line line, int number) {
        String title = text(line.title()).replaceAll("\\s+", " ");
        if (title.isEmpty()) {
            throw new DraftRefusedException(
                    "long-term action " + number + " has no title", "Say in a few words what is to be done.");
        }
        checkLength("the title of long-term action " + number, title, LONGEST_TITLE);
        checkLength("the description of long-term action " + number, text(line.description()), LONGEST_DESCRIPTION);
        checkLength("the owner of long-term action " + number, text(line.owner()), LONGEST_NAME);
        String owner = text(line.owner()).replaceAll("\\s+", " ");
        return new LongTermAction(number, title, text(line.description()), owner.isEmpty() ? null : owner, null);
    }

    private static void checkLength(String what, String text, int longest) {
        if (text.length() > longest) {
            throw new DraftRefusedException(what + " is longer than " + longest + " characters", "Shorten it.");
        }
    }

    private static String text(@Nullable String value) {
        return value == null
                ? ""
                : value.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "").strip();
    }
}
