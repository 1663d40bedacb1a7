package org.vigie.modelling;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All models that belong together, each by the name of its file. Immutable.
 *
 * @param files text by name
 */
public record ModelSet(SortedMap<String, String> files) {

    public ModelSet {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    public ModelSet(Map<String, String> files) {
        this(new TreeMap<>(files));
    }

    /** The text of a file, or null if it is not there. */
    public @Nullable String text(String file) {
        return files.get(file);
    }

    /** The same with some files changed; null removes one. */
    public ModelSet with(Map<String, @Nullable String> changes) {
        SortedMap<String, String> changed = new TreeMap<>(files);
        changes.forEach((file, text) -> {
            if (text == null) {
                changed.remove(file);
            } else {
                changed.put(file, text);
            }
        });
        return new ModelSet(changed);
    }

    /** The files that are not the same in both, those of one only among them. */
    public SortedSet<String> differingFrom(ModelSet other) {
        SortedSet<String> names = new TreeSet<>(files.keySet());
        names.addAll(other.files.keySet());
        names.removeIf(file -> {
            String text = text(file);
            return text != null && text.equals(other.text(file));
        });
        return names;
    }

    /** Does something with each file of a kind. */
    public void each(ModelKind kind, BiConsumer<String, String> action) {
        files.forEach((file, text) -> {
            if (file.endsWith(kind.ending())) {
                action.accept(file, text);
            }
        });
    }

    /** Tells this set from any other. */
    public String hash() {
        StringBuilder all = new StringBuilder();
        files.forEach(
                (file, text) -> all.append(file).append(' ').append(hash(text)).append('\n'));
        return hash(all.toString());
    }

    /** Tells a text from any other. */
    public static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
