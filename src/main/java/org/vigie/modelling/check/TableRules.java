package org.vigie.modelling.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.vigie.engine.decision.Feel;
import org.vigie.modelling.Finding;
import org.vigie.plan.PlanDuration;
import org.vigie.shared.HintedException;

/** Whether a table can be read, knows what it is asked, and answers everything once. */
final class TableRules {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]*");
    /** What stands for itself, by the type that a column gives it. */
    private static final Map<String, Pattern> KINDS = Map.of(
            "string", Pattern.compile("\"[^\"]*\""),
            "number", Pattern.compile("-?\\d+(?:\\.\\d+)?"),
            "boolean", Pattern.compile("true|false"));

    private static final Set<String> NO_TIME = Set.of("\"\"", "\"PT0S\"", "null");
    private static final Set<String> WORDS = Set.of(
            "if",
            "then",
            "else",
            "and",
            "or",
            "null",
            "true",
            "false",
            "for",
            "in",
            "return",
            "some",
            "every",
            "satisfies",
            "not",
            "instance",
            "of",
            "between",
            "function");

    private final Feel feel;
    private final String file;
    private final List<Finding> found = new ArrayList<>();

    private TableRules(Feel feel, String file) {
        this.feel = feel;
        this.file = file;
    }

    /**
     * What is wrong with the tables of a file.
     *
     * @param before the file as it is in force, or null if it is new
     */
    static List<Finding> check(Feel feel, String id, XmlModel model, @Nullable XmlModel before) {
        TableRules rules = new TableRules(feel, model.file());
        Map<String, TableModel> known = before == null
                ? Map.of()
                : TableModel.in(before).stream().collect(Collectors.toMap(TableModel::id, Function.identity()));
        List<TableModel> tables = TableModel.in(model);
        if (model.all("decision")
                .noneMatch(decision -> decision.getAttribute("id").equals(id))) {
            rules.refuse(null, "refused.table.id", model.file(), id);
        }
        known.keySet().stream()
                .filter(decision -> model.find(decision).isEmpty())
                .filter(decision -> !decision.equals(id))
                .forEach(decision -> rules.refuse(
                        decision, "refused.table.gone", known.get(decision).name()));
        tables.forEach(table -> rules.check(table, known.get(table.id())));
        return rules.found;
    }

    private void check(TableModel table, @Nullable TableModel before) {
        int faults = found.size();
        table.rules().stream()
                .filter(rule -> !fits(rule, table))
                .forEach(rule -> refuse(rule.id(), "refused.table.torn", table.name(), rule.number()));
        if (found.size() > faults) {
            return;
        }
        cells(table);
        kinds(table, before == null ? table : before);
        if (before != null) {
            policy(table, before);
            asked(table, before);
            answers(table, before);
            times(table, before);
        }
        if (found.size() == faults) {
            cover(table, before);
        }
    }

    private static boolean fits(TableModel.Rule rule, TableModel table) {
        return rule.conditions().size() == table.inputs().size()
                && rule.answers().size() == table.outputs().size();
    }

    private void cells(TableModel table) {
        table.inputs()
                .forEach(column -> feel.faultOf(column.expression())
                        .ifPresent(fault -> refuse(
                                column.id(),
                                "refused.table.column",
                                table.name(),
                                column.name(),
                                column.expression(),
                                fault)));
        for (TableModel.Rule rule : table.rules()) {
            for (int i = 0; i < rule.conditions().size(); i++) {
                condition(table, rule, table.inputs().get(i), rule.conditions().get(i));
            }
            for (int i = 0; i < rule.answers().size(); i++) {
                answer(table, rule, table.outputs().get(i), rule.answers().get(i));
            }
        }
    }

    private void condition(TableModel table, TableModel.Rule rule, TableModel.Column column, String cell) {
        if (cell.isEmpty() || cell.equals("-")) {
            return;
        }
        feel.faultOfTests(cell)
                .ifPresent(fault -> refuse(
                        rule.id(), "refused.table.cell", table.name(), rule.number(), column.name(), cell, fault));
        if (!column.allowed().isEmpty()) {
            TableModel.texts(cell).stream()
                    .filter(text -> !column.allowed().contains(text))
                    .forEach(text -> refuse(
                            rule.id(),
                            "refused.table.value",
                            table.name(),
                            rule.number(),
                            column.name(),
                            text,
                            TaskRules.nearest(text, column.allowed())));
        }
    }

    private void answer(TableModel table, TableModel.Rule rule, TableModel.Column column, String cell) {
        if (cell.isEmpty()) {
            refuse(rule.id(), "refused.table.empty", table.name(), rule.number(), column.name());
            return;
        }
        feel.faultOf(cell)
                .ifPresent(fault -> refuse(
                        rule.id(), "refused.table.cell", table.name(), rule.number(), column.name(), cell, fault));
        if (!column.allowed().isEmpty() && cell.matches("\"[^\"]*\"")) {
            TableModel.texts(cell).stream()
                    .filter(text -> !column.allowed().contains(text))
                    .forEach(text -> refuse(
                            rule.id(),
                            "refused.table.value",
                            table.name(),
                            rule.number(),
                            column.name(),
                            text,
                            TaskRules.nearest(text, column.allowed())));
        }
    }

    /** A text without its quotation marks is read as the name of something; a number or a yes within them is a text. */
    private void kinds(TableModel table, TableModel before) {
        Set<String> told = told(before);
        Map<String, String> types = before.outputs().stream()
                .collect(Collectors.toMap(TableModel.Column::expression, TableModel.Column::type, (one, other) -> one));
        for (TableModel.Rule rule : table.rules()) {
            for (int i = 0; i < rule.conditions().size(); i++) {
                String cell = rule.conditions().get(i);
                if (Arrays.stream(cell.split(",")).anyMatch(part -> isUnknownWord(part.strip(), told))) {
                    kind(table, rule, table.inputs().get(i), cell);
                }
            }
            for (int i = 0; i < rule.answers().size(); i++) {
                String cell = rule.answers().get(i);
                TableModel.Column column = table.outputs().get(i);
                String type = types.getOrDefault(column.expression(), column.type());
                if (isUnknownWord(cell, told) || KINDS.containsKey(type) && isOfAnother(type, cell)) {
                    kind(table, rule, column, cell);
                }
            }
        }
    }

    private static boolean isUnknownWord(String cell, Set<String> told) {
        return WORD.matcher(cell).matches() && !WORDS.contains(cell) && !told.contains(cell);
    }

    private static boolean isOfAnother(String type, String cell) {
        return KINDS.entrySet().stream()
                .anyMatch(kind -> kind.getValue().matcher(cell).matches()
                        && !kind.getKey().equals(type));
    }

    private void kind(TableModel table, TableModel.Rule rule, TableModel.Column column, String cell) {
        refuse(rule.id(), "refused.table.kind", table.name(), rule.number(), column.name(), cell);
    }

    /** A column that gave nothing but times is one that Vigie waits by. */
    private void times(TableModel table, TableModel before) {
        for (int i = 0; i < table.outputs().size(); i++) {
            TableModel.Column column = table.outputs().get(i);
            Set<String> known = before.outputs().stream()
                    .filter(same -> same.expression().equals(column.expression()))
                    .map(before.outputs()::indexOf)
                    .flatMap(index ->
                            before.rules().stream().map(rule -> rule.answers().get(index)))
                    .collect(Collectors.toSet());
            boolean waits = known.stream().anyMatch(TableRules::isTime)
                    && known.stream().allMatch(cell -> isTime(cell) || NO_TIME.contains(cell));
            for (TableModel.Rule rule : table.rules()) {
                String cell = rule.answers().get(i);
                if (waits
                        && !known.contains(cell)
                        && KINDS.get("string").matcher(cell).matches()
                        && !isTime(cell)) {
                    refuse(rule.id(), "refused.table.delay", table.name(), rule.number(), column.name(), bare(cell));
                }
            }
        }
    }

    private static boolean isTime(String cell) {
        try {
            return cell.length() > 2 && PlanDuration.parse(bare(cell)) != null;
        } catch (HintedException e) {
            return false;
        }
    }

    private static String bare(String text) {
        return text.substring(1, text.length() - 1);
    }

    private void policy(TableModel table, TableModel before) {
        if (table.givesAList() != before.givesAList()) {
            refuse(null, "refused.table.policy", table.name(), table.hitPolicy(), before.hitPolicy());
        }
    }

    /** A column about something that Vigie does not tell would never match. */
    private void asked(TableModel table, TableModel before) {
        Set<String> told = told(before);
        table.inputs()
                .forEach(column -> names(column.expression())
                        .filter(name -> !told.contains(name))
                        .forEach(name -> refuse(
                                column.id(),
                                "refused.table.unknownInput",
                                table.name(),
                                column.name(),
                                name,
                                String.join(", ", told))));
    }

    private static Set<String> told(TableModel table) {
        return table.inputs().stream()
                .flatMap(column -> names(column.expression()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> names(String expression) {
        String bare = expression.replaceAll("\"[^\"]*\"", "");
        return NAME.matcher(bare)
                .results()
                .filter(match -> !bare.substring(match.end()).stripLeading().startsWith("("))
                .map(match -> match.group())
                .filter(name -> !WORDS.contains(name));
    }

    private void answers(TableModel table, TableModel before) {
        Set<String> given =
                table.outputs().stream().map(TableModel.Column::expression).collect(Collectors.toSet());
        before.outputs().stream()
                .filter(column -> !given.contains(column.expression()))
                .forEach(column -> refuse(
                        column.id(), "refused.table.outputLost", table.name(), column.name(), column.expression()));
    }

    private void cover(TableModel table, @Nullable TableModel before) {
        if (table.givesAList()) {
            return;
        }
        for (TableCover.Fault fault : TableCover.faults(feel, table, before)) {
            if (fault.rules().isEmpty()) {
                refuse(null, "refused.table.gap", table.name(), fault.values());
            } else {
                refuse(
                        table.rules().get(fault.rules().getFirst() - 1).id(),
                        "refused.table.overlap",
                        table.name(),
                        fault.rules().stream().map(String::valueOf).collect(Collectors.joining(", ")),
                        fault.values());
            }
        }
    }

    private void refuse(@Nullable String element, String says, Object... values) {
        found.add(Finding.of(file, element, says, values));
    }
}
