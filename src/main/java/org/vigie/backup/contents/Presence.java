package org.vigie.backup.contents;

import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** What is there on both sides, and what on one only. */
final class Presence {

    private Presence() {}

    static <K, T> void compare(
            Map<K, T> expected, Map<K, T> found, BiConsumer<T, T> both, Consumer<K> missing, Consumer<K> unexpected) {
        expected.forEach((key, before) -> {
            T after = found.get(key);
            if (after == null) {
                missing.accept(key);
            } else {
                both.accept(before, after);
            }
        });
        found.keySet().stream().filter(key -> !expected.containsKey(key)).forEach(unexpected);
    }

    static Difference missing(String kind, String name) {
        String object = words(kind) + " " + name;
        return new Difference(kind + "-missing", object, "the " + object + " is missing");
    }

    static Difference unexpected(String kind, String name) {
        String object = words(kind) + " " + name;
        return new Difference(kind + "-unexpected", object, "the " + object + " was not there before");
    }

    /** A kind as people say it. */
    static String words(String kind) {
        return kind.replace('-', ' ');
    }
}
