package org.vigie.backup.contents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares two readings. Sequences may have gone on; rows of materialized views are not compared, as their queries may give others
 * each time.
 */
public final class ContentsComparison {

    private ContentsComparison() {}

    /**
     * All differences; none if the second reading is as good as the first.
     *
     * @param expected as the database was when it was dumped
     * @param found as it is after a restore
     */
    public static List<Difference> compare(DatabaseContents expected, DatabaseContents found) {
        if (!expected.algorithm().equals(found.algorithm())) {
            return List.of(new Difference(
                    "algorithm-different",
                    "contents",
                    "the contents were read as %s and %s, which cannot be compared"
                            .formatted(expected.algorithm(), found.algorithm())));
        }
        List<Difference> differences = new ArrayList<>();
        compare(
                "table",
                expected.tables(),
                found.tables(),
                TableContents::name,
                differences,
                (before, after) -> compare(before, after, differences));
        compare(
                "sequence",
                expected.sequences(),
                found.sequences(),
                SequenceValue::name,
                differences,
                (before, after) -> {
                    if (!after.hasReached(before)) {
                        differences.add(new Difference(
                                "sequence-behind",
                                "sequence " + before.name(),
                                "the sequence %s is at %d instead of at least %d, so it would give out numbers again"
                                        .formatted(before.name(), after.last(), before.last())));
                    }
                });
        compare(
                "large-object",
                expected.largeObjects(),
                found.largeObjects(),
                LargeObject::id,
                differences,
                (before, after) -> {
                    if (!before.equals(after)) {
                        differences.add(new Difference(
                                "large-object-different",
                                "large object " + before.id(),
                                "the large object %d has other bytes (%d instead of %d)"
                                        .formatted(before.id(), after.bytes(), before.bytes())));
                    }
                });
        CatalogueComparison.compare(expected.catalogue(), found.catalogue(), differences::add);
        // a table that is missing is missing in the catalogue as well
        return differences.stream()
                .collect(Collectors.toMap(
                        difference -> difference.code() + " " + difference.object(),
                        Function.identity(),
                        (first, second) -> first,
                        LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    private static <T, K extends Comparable<K>> void compare(
            String kind,
            List<T> expected,
            List<T> found,
            Function<T, K> key,
            List<Difference> differences,
            BiConsumer<T, T> both) {
        Presence.compare(
                byKey(expected, key),
                byKey(found, key),
                both,
                missing -> differences.add(Presence.missing(kind, String.valueOf(missing))),
                unexpected -> differences.add(Presence.unexpected(kind, String.valueOf(unexpected))));
    }

    private static <T, K extends Comparable<K>> Map<K, T> byKey(List<T> list, Function<T, K> key) {
        return list.stream()
                .collect(Collectors.toMap(key, Function.identity(), (first, second) -> second, TreeMap::new));
    }

    private static void compare(TableContents before, TableContents after, List<Difference> differences) {
        String prefix = before.storage().equals(TableContents.UNLOGGED) ? "unlogged-" : "";
        String object = "table " + before.name();
        if (after.rows() != before.rows()) {
            differences.add(new Difference(
                    prefix + (after.rows() < before.rows() ? "rows-missing" : "rows-unexpected"),
                    object,
                    "rows of the %s: %d instead of %d".formatted(object, after.rows(), before.rows())));
        } else if (!after.hash().equals(before.hash())) {
            differences.add(new Difference(
                    prefix + "rows-different",
                    object,
                    "the %s has as many rows as it should (%d), but not the same".formatted(object, after.rows())));
        }
    }
}
