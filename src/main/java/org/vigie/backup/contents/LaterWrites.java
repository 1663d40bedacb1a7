package org.vigie.backup.contents;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What would be lost if a database went back to a backup. Everything that the backup has must be in the database as it was: the rows of
 * its tables in the columns that they had, its sequences and large objects. What came with a migration since is nothing that somebody
 * wrote while it is empty: new tables without rows, and new columns with one value for all rows. What cannot be seen counts as lost.
 */
public final class LaterWrites {

    /** Sequences that number the rows of a table, and the table. */
    private static final String OWNED = """
            SELECT format('%I.%I', sn.nspname, s.relname) AS sequence, format('%I.%I', tn.nspname, t.relname) AS owner
              FROM pg_depend d
              JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S' JOIN pg_namespace sn ON sn.oid = s.relnamespace
              JOIN pg_class t ON t.oid = d.refobjid JOIN pg_namespace tn ON tn.oid = t.relnamespace
             WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
            """;

    private final ConnectionDetails source;
    private final Set<String> disregarded;
    private final List<String> lost = new ArrayList<>();

    private LaterWrites(ConnectionDetails source, Collection<String> disregarded) {
        this.source = source;
        this.disregarded = Set.copyOf(disregarded);
    }

    /**
     * Compares a database that nobody works on with a backup.
     *
     * @param backup as the database was when it was dumped
     * @param disregarded tables whose rows and the sequences that number them do not count, with their schema, quoted as in SQL where needed
     * @param connections how many are used at once to read it
     * @return what would be lost, in sentences for people; empty if nothing would
     * @throws ContentsException if it cannot be read
     */
    public static List<String> since(
            DatabaseContents backup, ConnectionDetails source, Collection<String> disregarded, int connections) {
        if (!DatabaseContents.ALGORITHM.equals(backup.algorithm())) {
            return List.of("The backup was read as " + backup.algorithm()
                    + ", so that nobody can tell what was written since.");
        }
        LaterWrites writes = new LaterWrites(source, disregarded);
        writes.compare(backup, new ContentsReader().read(source, null, connections, ContentsProgress.NONE));
        return writes.lost;
    }

    private void compare(DatabaseContents then, DatabaseContents now) {
        Map<String, TableContents> tables = byName(now.tables(), TableContents::name);
        then.tables().stream()
                .filter(table -> !disregarded.contains(table.name()))
                .forEach(table -> compare(then, now, table, tables.get(table.name())));
        Set<String> known = byName(then.tables(), TableContents::name).keySet();
        now.tables().stream()
                .filter(table -> !known.contains(table.name()) && !disregarded.contains(table.name()))
                .filter(table -> table.rows() > 0)
                .forEach(table -> lost.add("The table " + table.name() + " is new and holds " + rows(table) + "."));
        Map<String, SequenceValue> sequences = byName(now.sequences(), SequenceValue::name);
        Set<String> passedOver = numberingWhatDoesNotCount();
        then.sequences().stream()
                .filter(sequence -> !passedOver.contains(sequence.name()))
                .filter(sequence -> sequences.containsKey(sequence.name()))
                .filter(sequence -> !sequence.equals(sequences.get(sequence.name())))
                .forEach(sequence -> lost.add("The sequence " + sequence.name() + " was at " + sequence.last()
                        + " and is at " + sequences.get(sequence.name()).last() + "."));
        if (!then.largeObjects().equals(now.largeObjects())) {
            lost.add("There were " + then.largeObjects().size() + " large objects and there are "
                    + now.largeObjects().size() + ", or what they hold has changed.");
        }
    }

    private Set<String> numberingWhatDoesNotCount() {
        if (disregarded.isEmpty()) {
            return Set.of();
        }
        try (ReadingSession session = ReadingSession.open(source, null)) {
            return session
                    .query(
                            "cannot read what sequences number",
                            OWNED,
                            row -> Map.entry(row.getString("sequence"), row.getString("owner")))
                    .stream()
                    .filter(owned -> disregarded.contains(owned.getValue()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }
    }

    private void compare(DatabaseContents then, DatabaseContents now, TableContents before, TableContents after) {
        if (after == null) {
            lost.add("The table " + before.name() + " is gone with " + rows(before)
                    + "; nobody can tell whether somebody wrote into it before.");
            return;
        }
        if (before.hash().equals(after.hash()) && before.rows() == after.rows()) {
            return;
        }
        Set<String> had = columns(then, before.name());
        Set<String> has = columns(now, before.name());
        if (before.rows() != after.rows()) {
            lost.add("The table " + before.name() + " held " + rows(before) + " and holds " + rows(after) + ".");
        } else if (had.equals(has) || had.isEmpty()) {
            lost.add("Of the " + rows(before) + " of the table " + before.name() + " some are others by now.");
        } else if (!has.containsAll(had)) {
            had.removeAll(has);
            lost.add("The table " + before.name() + " has lost " + String.join(", ", had)
                    + "; nobody can tell whether somebody wrote there before.");
        } else {
            compareColumns(before, had, has);
        }
    }

    private void compareColumns(TableContents before, Set<String> had, Set<String> has) {
        try (ReadingSession session = ReadingSession.open(source, null)) {
            TableToRead same = new TableToRead(before.name(), false, 0, List.copyOf(had), null);
            RowHash hash = session.query(
                            "cannot read the table " + before.name(),
                            RowHash.queries(same).getFirst(),
                            RowHash::of)
                    .getFirst();
            if (!hash.text().equals(before.hash())) {
                lost.add("Of the " + rows(before) + " of the table " + before.name() + " some are others by now.");
            }
            has.stream().filter(column -> !had.contains(column)).forEach(column -> {
                if (!holdsOneValue(session, before.name(), column)) {
                    lost.add("The column " + column + " of the table " + before.name()
                            + " is new and holds values of its own.");
                }
            });
        }
    }

    private static boolean holdsOneValue(ReadingSession session, String table, String column) {
        return session.query(
                                "cannot read the table " + table,
                                "SELECT count(*) FROM (SELECT DISTINCT t." + column + "::text FROM ONLY " + table
                                        + " AS t LIMIT 2) AS v",
                                row -> row.getLong(1))
                        .getFirst()
                < 2;
    }

    /** In the order in which rows are read. */
    private static Set<String> columns(DatabaseContents contents, String table) {
        String beginning = table + ".";
        return contents.objects("column")
                .map(CatalogueObject::name)
                .filter(name -> name.startsWith(beginning))
                .map(name -> name.substring(beginning.length()))
                .sorted((one, other) -> unquoted(one).compareTo(unquoted(other)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String unquoted(String column) {
        return column.startsWith("\"")
                ? column.substring(1, column.length() - 1).replace("\"\"", "\"")
                : column;
    }

    private static String rows(TableContents table) {
        return table.rows() + (table.rows() == 1 ? " row" : " rows");
    }

    private static <T> Map<String, T> byName(List<T> list, Function<T, String> name) {
        return list.stream().collect(Collectors.toMap(name, Function.identity()));
    }
}
