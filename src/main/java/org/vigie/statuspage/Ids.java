package org.vigie.statuspage;

import java.util.List;
import java.util.stream.Stream;

/** Ids of components in one column: they have no comma in them. */
final class Ids {

    private Ids() {}

    static List<String> split(String column) {
        return Stream.of(column.split(",")).filter(id -> !id.isEmpty()).toList();
    }
}
