package org.vigie.modelling.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vigie.modelling.check.XmlModel;
import org.w3c.dom.Element;

/**
 * A decision table to be read, with what differs marked.
 *
 * @param columns what is asked and what is answered
 */
public record TableView(String name, List<String> columns, List<Row> rows) {

    /**
     * A rule.
     *
     * @param how {@code added}, {@code changed}, {@code removed}, or empty: as it was
     */
    public record Row(String how, List<String> cells) {}

    /** The tables of a file. */
    public static List<TableView> of(String file, String text, Map<String, String> differing) {
        XmlModel model = XmlModel.parse(file, text);
        return model.all("decisionTable")
                .map(table -> {
                    List<String> columns = new ArrayList<>();
                    XmlModel.children(table, "input").forEach(column -> columns.add(model.nameOf(column)));
                    XmlModel.children(table, "output").forEach(column -> columns.add(model.nameOf(column)));
                    return new TableView(
                            model.nameOf((Element) table.getParentNode()),
                            columns,
                            XmlModel.children(table, "rule").stream()
                                    .map(rule -> new Row(
                                            differing.getOrDefault(rule.getAttribute("id"), ""),
                                            XmlModel.children(rule)
                                                    .filter(cell ->
                                                            cell.getLocalName().endsWith("Entry"))
                                                    .map(XmlModel::cell)
                                                    .map(cell -> cell.isEmpty() ? "–" : cell)
                                                    .toList()))
                                    .toList());
                })
                .toList();
    }
}
