package org.vigie.postmortem;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/** The words of a document in the language of a plan: {@code post-mortem/words.<language>.properties}. */
final class Words {

    private final Properties words;

    private Words(Properties words) {
        this.words = words;
    }

    static Words of(Locale language) {
        String file = "/post-mortem/words." + language.getLanguage() + ".properties";
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Words.class.getResourceAsStream(file), file), StandardCharsets.UTF_8)) {
            Properties words = new Properties();
            words.load(reader);
            return new Words(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The word for something Vigie writes in English; what is not known stays as it is. */
    String of(String english) {
        return words.getProperty(english.replace(' ', '-'), english);
    }
}
