package org.vigie.statuspage;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.vigie.shared.Words;

/** The sentences that the public reads in one language. Thread-safe. */
public final class PublicWords extends Words {

    private static final Map<String, PublicWords> LOADED = new ConcurrentHashMap<>();

    private PublicWords(Locale language) {
        super("status-page", language);
    }

    /** The words of a language. */
    public static PublicWords of(Locale language) {
        return LOADED.computeIfAbsent(language.getLanguage(), code -> new PublicWords(language));
    }
}
