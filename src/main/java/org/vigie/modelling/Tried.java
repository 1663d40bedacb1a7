package org.vigie.modelling;

import java.util.List;
import org.vigie.shared.Words;

/**
 * What a changed rule would have made of the past, as a sentence in the language of its reader.
 *
 * @param says the key of the sentence
 * @param values what the sentence names
 */
public record Tried(String says, List<String> values) {

    /** The sentence. */
    public String in(Words words) {
        return words.get(says, values.toArray());
    }
}
