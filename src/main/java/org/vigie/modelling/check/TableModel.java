package org.vigie.modelling.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/**
 * A decision with a table.
 *
 * @param id of the decision
 * @param name what people call it
 * @param hitPolicy how many rules may answer
 */
record TableModel(
        String id, String name, String hitPolicy, List<Column> inputs, List<Column> outputs, List<Rule> rules) {

    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /**
     * A column.
     *
     * @param name what people call it
     * @param expression of an input; of an output its name
     * @param allowed the texts that may stand in it; empty: any
     */
    record Column(String id, String name, String expression, String type, Set<String> allowed) {}

    /**
     * A row.
     *
     * @param number as it stands in front of it
     * @param name its note, or its number if there is none
     */
    record Rule(String id, int number, String name, List<String> conditions, List<String> answers) {}

    static List<TableModel> in(XmlModel model) {
        return model.all("decision")
                .flatMap(decision ->
                        XmlModel.children(decision, "decisionTable").stream().map(table -> of(decision, table, model)))
                .toList();
    }

    private static TableModel of(Element decision, Element table, XmlModel model) {
        List<Column> inputs = XmlModel.children(table, "input").stream()
                .map(input -> input(input, model))
                .toList();
        List<Column> outputs = XmlModel.children(table, "output").stream()
                .map(output -> new Column(
                        output.getAttribute("id"),
                        model.nameOf(output),
                        output.getAttribute("name"),
                        output.getAttribute("typeRef"),
                        XmlModel.child(output, "outputValues")
                                .map(values -> texts(XmlModel.cell(values)))
                                .orElse(Set.of())))
                .toList();
        List<Rule> rules = new ArrayList<>();
        for (Element rule : XmlModel.children(table, "rule")) {
            rules.add(new Rule(
                    rule.getAttribute("id"),
                    rules.size() + 1,
                    XmlModel.child(rule, "description")
                            .map(note -> note.getTextContent().strip())
                            .orElse(""),
                    XmlModel.children(rule, "inputEntry").stream()
                            .map(XmlModel::cell)
                            .toList(),
                    XmlModel.children(rule, "outputEntry").stream()
                            .map(XmlModel::cell)
                            .toList()));
        }
        String policy = table.getAttribute("hitPolicy");
        return new TableModel(
                decision.getAttribute("id"),
                model.nameOf(decision),
                policy.isEmpty() ? "UNIQUE" : policy,
                inputs,
                outputs,
                rules);
    }

    private static Column input(Element input, XmlModel model) {
        Element expression = XmlModel.child(input, "inputExpression").orElse(input);
        return new Column(
                input.getAttribute("id"),
                model.nameOf(input),
                XmlModel.cell(expression),
                expression.getAttribute("typeRef"),
                XmlModel.child(input, "inputValues")
                        .map(values -> texts(XmlModel.cell(values)))
                        .orElse(Set.of()));
    }

    /** The texts in quotes. */
    static Set<String> texts(String cell) {
        Set<String> found = new LinkedHashSet<>();
        Matcher matcher = TEXT.matcher(cell);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    boolean givesAList() {
        return hitPolicy.equals("COLLECT") || hitPolicy.equals("RULE ORDER") || hitPolicy.equals("OUTPUT ORDER");
    }
}
