package org.vigie.modelling.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.vigie.modelling.ModelKind;
import org.vigie.modelling.ModelSet;

/** Which processes a change reaches: those that are changed, and those that use what is. */
public final class Reach {

    private Reach() {}

    /** The ids of the processes, of those that both sets have. */
    public static SortedSet<String> of(ModelSet before, ModelSet after) {
        Map<String, Set<String>> uses = new HashMap<>();
        Map<String, String> decisions = new HashMap<>();
        after.each(
                ModelKind.DECISION,
                (file, text) -> XmlModel.parse(file, text)
                        .all("decision")
                        .forEach(decision -> decisions.put(decision.getAttribute("id"), file)));
        after.each(ModelKind.PROCESS, (file, text) -> {
            Set<String> used = new HashSet<>(Set.of(file));
            XmlModel model = XmlModel.parse(file, text);
            model.all("formDefinition")
                    .flatMap(form -> FormModel.named(form.getAttribute("formId")).stream())
                    .forEach(id -> used.add(id + ModelKind.FORM.ending()));
            model.all("calledDecision")
                    .forEach(called -> used.add(decisions.getOrDefault(called.getAttribute("decisionId"), "")));
            model.all("calledElement")
                    .forEach(called -> used.add(called.getAttribute("processId") + ModelKind.PROCESS.ending()));
            uses.put(file, used);
        });
        Set<String> changed = new HashSet<>(after.differingFrom(before));
        SortedSet<String> reached = new TreeSet<>();
        int size;
        do {
            size = reached.size();
            uses.forEach((file, used) -> {
                if (before.text(file) != null && used.stream().anyMatch(changed::contains)) {
                    changed.add(file);
                    reached.add(ModelKind.PROCESS.idIn(file));
                }
            });
        } while (reached.size() > size);
        return reached;
    }
}
