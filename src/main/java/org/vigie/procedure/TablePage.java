package org.vigie.procedure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** A decision table with the rows that count for one application. */
final class TablePage {

    private static final String ANY = "-";
    private static final String APPLICATION = "application";

    private final Element decision;
    private final String application;

    /** @param decision element of a decision */
    TablePage(Element decision, String application) {
        this.decision = decision;
        this.application = application;
    }

    /** In Markdown; empty if it is no table or has no row for the application. */
    String render() {
        Element table = ModelXml.children(decision, "decisionTable").findFirst().orElse(null);
        if (table == null) {
            return "";
        }
        List<Element> inputs = ModelXml.children(table, "input").toList();
        int own = own(inputs);
        List<List<String>> rows = ModelXml.children(table, "rule")
                .map(rule -> Stream.concat(
                                ModelXml.children(rule, "inputEntry"), ModelXml.children(rule, "outputEntry"))
                        .map(TablePage::entry)
                        .toList())
                .filter(row -> own < 0 || counts(row.get(own)))
                .map(row -> without(row, own).stream()
                        .map(cell -> cell.replace("\"", ""))
                        .toList())
                .toList();
        if (rows.isEmpty()) {
            return "";
        }
        List<String> titles = without(
                Stream.concat(inputs.stream(), ModelXml.children(table, "output"))
                        .map(TablePage::title)
                        .toList(),
                own);
        String says = ModelXml.children(decision, "description")
                .map(ModelXml::text)
                .findFirst()
                .orElse("");
        StringBuilder page = new StringBuilder(
                ("## " + decision.getAttribute("id") + "\n\n" + decision.getAttribute("name") + ". " + says).strip()
                        + "\n\n");
        page.append(ModelXml.row(titles)).append("|---".repeat(titles.size())).append("|\n");
        rows.forEach(row -> page.append(ModelXml.row(row)));
        return page.append("\n").toString();
    }

    /** The column that says which application a row is for; -1 if none does. */
    private static int own(List<Element> inputs) {
        for (int i = 0; i < inputs.size(); i++) {
            if (ModelXml.first(inputs.get(i), "inputExpression")
                    .map(ModelXml::text)
                    .filter(APPLICATION::equals)
                    .isPresent()) {
                return i;
            }
        }
        return -1;
    }

    private boolean counts(String entry) {
        return entry.equals(ANY) || entry.contains("\"" + application + "\"");
    }

    private static List<String> without(List<String> row, int column) {
        List<String> rest = new ArrayList<>(row);
        if (column >= 0) {
            rest.remove(column);
        }
        return rest;
    }

    private static String entry(Element entry) {
        String text = ModelXml.text(entry);
        return text.isEmpty() ? ANY : text;
    }

    private static String title(Element column) {
        return Stream.of("label", "name", "id")
                .map(column::getAttribute)
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse("");
    }
}
