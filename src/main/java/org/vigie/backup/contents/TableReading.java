package org.vigie.backup.contents;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What has been read of the tables so far. Thread-safe. */
final class TableReading {

    private final List<TableToRead> tables;
    private final ContentsProgress progress;
    private final Map<String, RowHash> read = new HashMap<>();
    private final Map<String, Integer> partsLeft = new HashMap<>();
    private int done;

    TableReading(List<TableToRead> tables, ContentsProgress progress) {
        this.tables = tables;
        this.progress = progress;
    }

    /** A part of a table. */
    record Part(TableToRead table, String query) {}

    /** What is to be read, the largest tables first, in parts of so many pages. */
    synchronized List<Part> parts(long pagesOfAPart) {
        return tables.stream()
                .flatMap(table -> {
                    List<String> queries = RowHash.queries(table, pagesOfAPart);
                    partsLeft.put(table.name(), queries.size());
                    return queries.stream().map(query -> new Part(table, query));
                })
                .toList();
    }

    synchronized void add(Part part, RowHash hash) {
        String table = part.table().name();
        RowHash sum = read.merge(table, hash, RowHash::plus);
        if (partsLeft.merge(table, -1, Integer::sum) == 0) {
            done++;
            progress.tableRead(table, sum.rows(), done, tables.size());
        }
    }

    synchronized List<TableContents> result() {
        return tables.stream()
                .map(table -> {
                    RowHash hash = read.getOrDefault(table.name(), RowHash.NONE);
                    return new TableContents(
                            table.name(),
                            table.unlogged() ? TableContents.UNLOGGED : TableContents.LOGGED,
                            hash.rows(),
                            hash.text());
                })
                .toList();
    }
}
