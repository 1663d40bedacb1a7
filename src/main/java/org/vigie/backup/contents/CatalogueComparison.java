package org.vigie.backup.contents;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compares what the catalogues say. */
final class CatalogueComparison {

    /** Marks the first superuser of a server, who is listed whether anything is his or not. */
    private static final String FIRST = "first";

    /** A server may have more of these than the database uses. */
    private static final Set<String> MAY_BE_MORE = Set.of("role", "membership");

    /** A scratch server lets nobody in, and has a collation library and a first superuser of its own. */
    private static final Set<String> NOT_COMPARED = Set.of("login", "collationVersion", FIRST);

    private record Key(String kind, String name) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byKind = kind.compareTo(other.kind);
            return byKind != 0 ? byKind : name.compareTo(other.name);
        }
    }

    private CatalogueComparison() {}

    static void compare(List<CatalogueObject> expected, List<CatalogueObject> found, Consumer<Difference> differences) {
        Map<Key, CatalogueObject> before = byKey(expected);
        Presence.compare(
                before,
                byKey(found),
                (was, is) -> compare(was, is, differences),
                missing -> {
                    if (!before.get(missing).properties().containsKey(FIRST)) {
                        differences.accept(Presence.missing(missing.kind(), missing.name()));
                    }
                },
                unexpected -> {
                    if (!MAY_BE_MORE.contains(unexpected.kind())) {
                        differences.accept(Presence.unexpected(unexpected.kind(), unexpected.name()));
                    }
                });
    }

    private static Map<Key, CatalogueObject> byKey(List<CatalogueObject> objects) {
        Map<Key, CatalogueObject> byKey = new TreeMap<>();
        objects.forEach(object -> byKey.put(new Key(object.kind(), object.name()), object));
        return byKey;
    }

    private static void compare(CatalogueObject before, CatalogueObject after, Consumer<Difference> differences) {
        Set<String> names = new TreeSet<>(before.properties().keySet());
        names.addAll(after.properties().keySet());
        names.removeAll(NOT_COMPARED);
        for (String name : names) {
            String was = before.properties().get(name);
            String is = after.properties().get(name);
            if (!Objects.equals(was, is)) {
                differences.accept(difference(before, name, shown(was), shown(is)));
            }
        }
    }

    private static Difference difference(CatalogueObject object, String property, String was, String is) {
        String named = object.kind().equals(object.name())
                ? object.name()
                : Presence.words(object.kind()) + " " + object.name();
        return new Difference(
                code(object.kind(), property),
                named,
                "%s of the %s: %s instead of %s".formatted(words(property), named, is, was));
    }

    private static String shown(@Nullable String value) {
        return switch (value) {
            case null -> "nothing";
            case "t" -> "true";
            case "f" -> "false";
            default -> value;
        };
    }

    private static String code(String kind, String property) {
        return switch (property) {
            case "owner" -> "owner-different";
            case "privileges" ->
                kind.equals("default-privileges") ? "default-privileges-different" : "privileges-different";
            case "populated" -> "materialized-view-not-populated";
            case "version" -> kind.equals("extension") ? "extension-version-different" : kind + "-different";
            default -> kind + "-different";
        };
    }

    /** {@code notNull} as {@code not null}. */
    private static String words(String property) {
        StringBuilder words = new StringBuilder();
        for (char letter : property.replace("Sha256", "").toCharArray()) {
            words.append(Character.isUpperCase(letter) ? " " + Character.toLowerCase(letter) : String.valueOf(letter));
        }
        return words.toString();
    }
}
