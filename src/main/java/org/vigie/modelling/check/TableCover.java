package org.vigie.modelling.check;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.vigie.engine.decision.Feel;

/**
 * Finds values for which no rule of a table answers, or for which two do, that were not so in the table before. Of each column those
 * values are taken that its cells make a difference between; ways through them that the same rules are left for are gone once.
 */
final class TableCover {

    private static final int MOST = 5;
    private static final String OTHER = "something-else";
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.\"])-?\\d+(?:\\.\\d+)?(?![\\w.\"])");

    /** A value of a column with the rules, now and before, whose cells it meets. */
    private record Choice(String shown, BitSet now, BitSet before) {}

    /** Where the search stands. */
    private record State(int column, BitSet now, BitSet before) {}

    /**
     * Values that are wrong.
     *
     * @param rules the numbers of the rules that answer: none, or more than one
     */
    record Fault(String values, List<Integer> rules) {}

    private final Feel feel;
    private final TableModel table;
    private final @Nullable TableModel before;
    private final List<String> names = new ArrayList<>();
    private final List<List<Choice>> columns = new ArrayList<>();
    private final Set<State> seen = new HashSet<>();
    private final List<Fault> faults = new ArrayList<>();

    private TableCover(Feel feel, TableModel table, @Nullable TableModel before) {
        this.feel = feel;
        this.table = table;
        this.before = before;
    }

    /** Faults of the table that the one before does not have, the first few. */
    static List<Fault> faults(Feel feel, TableModel table, @Nullable TableModel before) {
        TableCover cover = new TableCover(feel, table, before);
        Map<String, TableModel.Column> all = new LinkedHashMap<>();
        table.inputs().forEach(column -> all.put(column.expression(), column));
        if (before != null) {
            before.inputs().forEach(column -> all.putIfAbsent(column.expression(), column));
        }
        all.values().forEach(cover::add);
        cover.search(
                new State(
                        0,
                        full(table.rules().size()),
                        full(before == null ? 0 : before.rules().size())),
                new ArrayList<>());
        return cover.faults;
    }

    private static BitSet full(int size) {
        BitSet all = new BitSet(size);
        all.set(0, size);
        return all;
    }

    private void add(TableModel.Column column) {
        Map<List<BitSet>, Choice> different = new LinkedHashMap<>();
        for (Object value : values(column)) {
            BitSet now = meeting(table, column.expression(), value);
            BitSet then = before == null ? new BitSet() : meeting(before, column.expression(), value);
            different.putIfAbsent(List.of(now, then), new Choice(show(value), now, then));
        }
        names.add(column.name());
        columns.add(List.copyOf(different.values()));
    }

    private static String show(Object value) {
        if (value == NOTHING) {
            return "–";
        }
        return value instanceof String text ? "“" + text + "”" : value.toString();
    }

    private static final Object NOTHING = new Object();

    private List<Object> values(TableModel.Column column) {
        Set<Object> values = new LinkedHashSet<>();
        List<String> cells = new ArrayList<>(cells(table, column.expression()));
        if (before != null) {
            cells.addAll(cells(before, column.expression()));
        }
        switch (column.type()) {
            case "boolean" -> values.addAll(List.of(true, false));
            case "number", "integer", "long", "double" ->
                cells.forEach(cell -> NUMBER.matcher(cell).results().forEach(match -> {
                    double number = Double.parseDouble(match.group());
                    values.addAll(List.of(number, number - 0.5, number + 0.5));
                }));
            default -> {
                values.addAll(column.allowed());
                cells.forEach(cell -> values.addAll(TableModel.texts(cell)));
                if (column.allowed().isEmpty()) {
                    values.add(OTHER);
                }
            }
        }
        if (column.allowed().isEmpty()) {
            values.add(NOTHING);
        }
        return List.copyOf(values);
    }

    private static List<String> cells(TableModel table, String expression) {
        int index = indexOf(table, expression);
        return index < 0
                ? List.of()
                : table.rules().stream()
                        .map(rule -> rule.conditions().get(index))
                        .toList();
    }

    private static int indexOf(TableModel table, String expression) {
        for (int i = 0; i < table.inputs().size(); i++) {
            if (table.inputs().get(i).expression().equals(expression)) {
                return i;
            }
        }
        return -1;
    }

    private BitSet meeting(TableModel table, String expression, Object value) {
        int index = indexOf(table, expression);
        if (index < 0) {
            return full(table.rules().size());
        }
        BitSet met = new BitSet();
        for (int rule = 0; rule < table.rules().size(); rule++) {
            String cell = table.rules().get(rule).conditions().get(index);
            // what the value alone does not settle counts as met: a gap that is none is not told
            if (cell.isEmpty()
                    || cell.equals("-")
                    || feel.meets(cell, value == NOTHING ? null : value).orElse(true)) {
                met.set(rule);
            }
        }
        return met;
    }

    private void search(State state, List<String> values) {
        if (faults.size() >= MOST || !seen.add(state)) {
            return;
        }
        if (state.column() == columns.size()) {
            judge(state, values);
            return;
        }
        if (state.now().cardinality() <= 1 && state.before().isEmpty() && before != null) {
            // one answers here at most, and where the table before did not answer either no gap counts
            return;
        }
        for (Choice choice : columns.get(state.column())) {
            List<String> longer = new ArrayList<>(values);
            longer.add(names.get(state.column()) + " = " + choice.shown());
            search(
                    new State(
                            state.column() + 1, both(state.now(), choice.now()), both(state.before(), choice.before())),
                    longer);
        }
    }

    private void judge(State state, List<String> values) {
        boolean gap =
                state.now().isEmpty() && (before == null || !state.before().isEmpty());
        boolean overlap = table.hitPolicy().equals("UNIQUE")
                && state.now().cardinality() > 1
                && (before == null || state.before().cardinality() < 2);
        if (gap || overlap) {
            faults.add(new Fault(
                    String.join(", ", values),
                    state.now().stream().map(rule -> rule + 1).boxed().toList()));
        }
    }

    private static BitSet both(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.and(other);
        return both;
    }
}
