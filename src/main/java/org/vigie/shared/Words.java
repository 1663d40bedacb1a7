package org.vigie.shared;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentences for people in one language: {@code FOLDER/words.<language>.properties}. Thread-safe. */
public class Words {

    /** Those there are; the first is taken for any other. */
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.FRENCH);

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    private final Locale language;
    private final Properties words;

    /**
     * @param folder of the class path
     * @param language one of {@link #LANGUAGES}, else the first of them is taken
     */
    public Words(String folder, Locale language) {
        this.language = language.getLanguage().equals(Locale.FRENCH.getLanguage()) ? Locale.FRENCH : Locale.ENGLISH;
        this.words = load(folder, this.language);
    }

    /** The language. */
    public Locale language() {
        return language;
    }

    /** A sentence with its places filled; values are taken as they are. */
    public String get(String key, Object... values) {
        String sentence = words.getProperty(key);
        if (sentence == null) {
            throw new IllegalArgumentException("there are no words for " + key + " in " + language);
        }
        return PLACE.matcher(sentence)
                .replaceAll(
                        place -> Matcher.quoteReplacement(String.valueOf(values[Integer.parseInt(place.group(1))])));
    }

    /** All keys, for those who check that each language has the same. */
    public List<String> keys() {
        return words.stringPropertyNames().stream().sorted().toList();
    }

    /** A moment with its seconds. */
    public String exactly(Instant at, ZoneId zone) {
        return format(FormatStyle.LONG, FormatStyle.MEDIUM, at, zone);
    }

    /** A moment to the minute. */
    public String moment(Instant at, ZoneId zone) {
        return format(FormatStyle.LONG, FormatStyle.SHORT, at, zone);
    }

    /** The time of day of a moment. */
    public String time(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                .withLocale(dates())
                .format(at.atZone(zone));
    }

    /** The day of a moment. */
    public String day(Instant at, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(dates())
                .format(at.atZone(zone));
    }

    private String format(FormatStyle date, FormatStyle time, Instant at, ZoneId zone) {
        return DateTimeFormatter.ofLocalizedDateTime(date, time)
                .withLocale(dates())
                .format(at.atZone(zone));
    }

    /** English as in Europe: the day before the month, and no hours that are there twice a day. */
    private Locale dates() {
        return language.equals(Locale.ENGLISH) ? Locale.UK : Locale.FRANCE;
    }

    private static Properties load(String folder, Locale language) {
        String file = "/" + folder + "/words." + language.getLanguage() + ".properties";
        try (InputStreamReader in =
                new InputStreamReader(Objects.requireNonNull(Words.class.getResourceAsStream(file), file), UTF_8)) {
            Properties words = new Properties();
            words.load(in);
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
