package org.vigie.modelling.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vigie.modelling.Finding;
import org.vigie.modelling.ModelKind;
import org.vigie.modelling.ModelSet;
import org.w3c.dom.Element;

/** Whether cases that run can go on in a changed diagram. */
public final class RunningRules {

    private RunningRules() {}

    /**
     * Steps that cases are at and that are gone or something else.
     *
     * @param running how many are at each element, by process
     */
    public static List<Finding> refusals(
            ModelSet inForce, ModelSet changed, Map<String, Map<String, Integer>> running) {
        List<Finding> found = new ArrayList<>();
        running.forEach((process, elements) -> {
            String file = process + ModelKind.PROCESS.ending();
            String now = changed.text(file);
            String before = inForce.text(file);
            if (now == null || before == null || now.equals(before)) {
                return;
            }
            XmlModel model = XmlModel.parse(file, now);
            XmlModel old = XmlModel.parse(file, before);
            elements.forEach((element, count) -> old.find(element)
                    .ifPresent(was -> model.find(element)
                            .ifPresentOrElse(
                                    is -> {
                                        if (!is.getLocalName().equals(was.getLocalName())) {
                                            found.add(Finding.of(
                                                    file, element, "refused.running.kind", old.nameOf(was), count));
                                        } else if (!scope(is).equals(scope(was))) {
                                            found.add(Finding.of(
                                                    file, element, "refused.running.moved", old.nameOf(was), count));
                                        }
                                    },
                                    () -> found.add(Finding.of(
                                            file, element, "refused.running.gone", old.nameOf(was), count)))));
        });
        return found;
    }

    private static String scope(Element element) {
        return ((Element) element.getParentNode()).getAttribute("id");
    }
}
