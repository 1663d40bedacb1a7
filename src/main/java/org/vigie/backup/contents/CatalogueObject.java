package org.vigie.backup.contents;

import java.util.Map;
import java.util.TreeMap;

/**
 * Something that a database consists of, or that belongs to it, as far as it can be compared after a restore: nothing in it depends on
 * object numbers, on the name of the database, or on how PostgreSQL prints an expression.
 *
 * @param kind such as {@code table}, {@code column}, {@code role} or {@code extension}
 * @param name unique within its kind, quoted as in SQL where needed
 * @param properties by name, such as {@code owner}, {@code privileges} and {@code type}; absent where PostgreSQL has null
 */
public record CatalogueObject(String kind, String name, Map<String, String> properties) {

    public CatalogueObject {
        properties = Map.copyOf(new TreeMap<>(properties));
    }
}
