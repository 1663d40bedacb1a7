package org.vigie.modelling;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.Words;

/**
 * Something that a trial found, as a sentence in the language of its reader.
 *
 * @param file the model it is in
 * @param element the id of the element, null for the whole file
 * @param says the key of the sentence
 * @param values what the sentence names
 */
public record Finding(String file, @Nullable String element, String says, List<String> values) {

    public static Finding of(String file, @Nullable String element, String says, Object... values) {
        return new Finding(
                file, element, says, Arrays.stream(values).map(String::valueOf).toList());
    }

    /** The sentence. */
    public String in(Words words) {
        return words.get(says, values.toArray());
    }
}
