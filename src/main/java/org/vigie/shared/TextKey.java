package org.vigie.shared;

import java.text.Normalizer;
import java.util.Locale;

/** Makes texts comparable that people write differently though they mean the same. */
public final class TextKey {

    private TextKey() {}

    /** The text without case, accents and superfluous spacing; two texts with equal keys are taken to be the same. */
    public static String of(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}+", "")
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\\s\\p{Z}]+", " ")
                .strip();
    }
}
