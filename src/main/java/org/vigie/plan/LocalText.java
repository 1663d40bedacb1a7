package org.vigie.plan;

import java.util.Locale;

/** The same text in the languages that the public reads. */
public record LocalText(String fr, String en) {

    /** A name that is the same in both. */
    public static LocalText same(String text) {
        return new LocalText(text, text);
    }

    /** In French for French, in English otherwise. */
    public String in(Locale language) {
        return Locale.FRENCH.getLanguage().equals(language.getLanguage()) ? fr : en;
    }
}
