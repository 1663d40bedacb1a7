package org.vigie.kpi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people read of the indicators in one language: {@code kpi/words.<language>.properties}. Thread-safe. */
public final class KpiWords {

    /** Those there are; the first is taken for any other. */
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.FRENCH);

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final Map<String, KpiWords> LOADED = new ConcurrentHashMap<>();
    private static final int MINUTE = 60;
    private static final int DECIMALS = 2;

    private final Locale language;
    private final Properties words;

    private KpiWords(Locale language) {
        this.language = language;
        this.words = load(language);
    }

    /** The words of a language. */
    public static KpiWords of(Locale language) {
        Locale known = language.getLanguage().equals(Locale.FRENCH.getLanguage()) ? Locale.FRENCH : Locale.ENGLISH;
        return LOADED.computeIfAbsent(known.getLanguage(), code -> new KpiWords(known));
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

    public String title(Kpi kpi) {
        return get(kpi.id() + ".title");
    }

    /** A figure with its unit, or why there is none. */
    public String value(Figure figure) {
        BigDecimal value = figure.value();
        return value == null ? get("reason." + figure.reason()) : amount(figure.kpi(), shown(figure, value));
    }

    /** Two decimals, to the worse side; all of them where that would look like the objective and is not. */
    private static BigDecimal shown(Figure figure, BigDecimal value) {
        if (value.stripTrailingZeros().scale() <= DECIMALS) {
            return value;
        }
        BigDecimal rounded = value.setScale(
                        DECIMALS,
                        figure.comparison() == Comparison.AT_LEAST ? RoundingMode.FLOOR : RoundingMode.CEILING)
                .stripTrailingZeros();
        BigDecimal objective = figure.objective();
        return objective != null && rounded.compareTo(objective) == 0 ? value : rounded;
    }

    /** A month as {@code 2026-11} in words. */
    public String month(String month) {
        return month(month, "MMMM yyyy");
    }

    /** As {@link #month(String)}, short. */
    public String shortMonth(String month) {
        return month(month, "MMM yyyy");
    }

    private String month(String month, String pattern) {
        return DateTimeFormatter.ofPattern(pattern, language).format(YearMonth.parse(month));
    }

    /** The objective in words; {@code none} without one. */
    public String objective(Figure figure) {
        BigDecimal objective = figure.objective();
        return objective == null
                ? get("none")
                : get("comparison." + figure.comparison().id(), amount(figure.kpi(), objective));
    }

    /** An amount in the unit of an indicator. */
    public String amount(Kpi kpi, BigDecimal value) {
        return switch (kpi.unit()) {
            case PERCENT -> number(value) + "\u00a0%";
            case MARK -> number(value) + "\u00a0/\u00a05";
            case COUNT -> number(value);
            case SECONDS -> time(value);
        };
    }

    /** A number as people of the language write it. */
    public String number(@Nullable BigDecimal value) {
        if (value == null) {
            return get("report.nothing");
        }
        char point = DecimalFormatSymbols.getInstance(language).getDecimalSeparator();
        return value.toPlainString().replace('.', point);
    }

    private String time(BigDecimal seconds) {
        if (seconds.compareTo(BigDecimal.valueOf(MINUTE)) < 0) {
            return number(seconds) + "\u00a0s";
        }
        Duration whole =
                Duration.ofSeconds(seconds.setScale(0, RoundingMode.CEILING).longValueExact());
        List<String> parts = new ArrayList<>();
        add(parts, whole.toHours(), "h");
        add(parts, whole.toMinutesPart(), "min");
        add(parts, whole.toSecondsPart(), "s");
        return String.join("\u00a0", parts);
    }

    private static void add(List<String> parts, long number, String unit) {
        if (number > 0) {
            parts.add(number + "\u00a0" + unit);
        }
    }

    /** All keys, for those who check that each language has the same. */
    Set<String> keys() {
        return words.stringPropertyNames();
    }

    private static Properties load(Locale language) {
        String file = "/kpi/words." + language.getLanguage() + ".properties";
        try (Reader reader =
                new InputStreamReader(Objects.requireNonNull(KpiWords.class.getResourceAsStream(file), file), UTF_8)) {
            Properties words = new Properties();
            words.load(reader);
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
