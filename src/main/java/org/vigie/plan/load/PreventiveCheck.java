package org.vigie.plan.load;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Work of the preventive calendar has one list of programs each, and figures can be told from each other. */
final class PreventiveCheck implements PlanCheck {

    private static final JsonPointer ROOT = JsonPointer.compile("/preventive");
    private static final JsonPointer COMMANDS = ROOT.appendProperty("commands");

    @Override
    public void check(PlanDocument document, List<PlanFault> faults) {
        Map<String, JsonPointer> seen = new HashMap<>();
        for (int i = 0; i < document.at(COMMANDS).size(); i++) {
            JsonPointer work = COMMANDS.appendIndex(i).appendProperty("work");
            if (document.at(work).isTextual()) {
                JsonPointer first = seen.putIfAbsent(document.at(work).asText(), work);
                if (first != null) {
                    faults.add(document.faultAt(
                            work,
                            "is " + document.at(work).asText() + ", as on line " + document.line(first),
                            "Put all programs for the same work into one list."));
                }
            }
            JsonPointer deadline = COMMANDS.appendIndex(i).appendProperty("deadline");
            String text = document.at(deadline).asText();
            if (text.matches("P[0-9DWTHM]+") && text.matches("[^1-9]+")) {
                faults.add(document.faultAt(deadline, "is nothing: " + text, "Write a duration longer than nothing."));
            }
        }
        JsonPointer tools = ROOT.appendProperty("dependencies");
        for (int i = 0; i < document.at(tools).size(); i++) {
            JsonPointer deadline = tools.appendIndex(i).appendProperty("deadline");
            String text = document.at(deadline).asText();
            if (text.matches("P[0-9DWTHM]+") && text.matches("[^1-9]+")) {
                faults.add(document.faultAt(deadline, "is nothing: " + text, "Write a duration longer than nothing."));
            }
        }
        UniqueIds.check(document, JsonPointer.compile("/preventive/watch/feeds"), "feed", faults);
        UniqueIds.check(document, ROOT.appendProperty("budget"), "figure", faults);
        UniqueIds.check(document, ROOT.appendProperty("figures"), "figure", faults);
        UniqueIds.check(document, ROOT.appendProperty("statistics"), "statistic", faults);
    }
}
