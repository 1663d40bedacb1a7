package org.vigie.alert;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

/** What kinds of alerts are called, in the languages of plans. */
public final class AlertTexts {

    private static final Properties ENGLISH = load("en");
    private static final Properties FRENCH = load("fr");

    private AlertTexts() {}

    /** The kind as people call it. */
    public static String of(AlertKind kind, Locale language) {
        Properties texts = language.getLanguage().equals("fr") ? FRENCH : ENGLISH;
        return texts.getProperty(kind.code(), kind.code());
    }

    private static Properties load(String language) {
        String file = "/alert/kinds." + language + ".properties";
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(AlertTexts.class.getResourceAsStream(file), file), StandardCharsets.UTF_8)) {
            Properties texts = new Properties();
            texts.load(reader);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
