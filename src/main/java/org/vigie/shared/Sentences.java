package org.vigie.shared;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Vigie keeps of its work it keeps in English; this says it in the language of those who read it in a form or a mail. The sentences
 * stand in pairs in {@code sentences/<language>.txt}. What is not among them, such as what a program or an owner of a table wrote, stays
 * as it is. Thread-safe.
 */
public final class Sentences {

    /** A value: as it is, {@code :said} if it is made of sentences itself, or {@code :moment} if it is one. */
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)(:said|:moment)?}");

    /** Where one sentence ends and the next begins. */
    private static final Pattern NEXT = Pattern.compile("(?<=[.!?]) (?=\\p{Lu})");

    private static final DateTimeFormatter LONG =
            DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm VV", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu 'à' HH:mm", Locale.FRENCH);
    private static final DateTimeFormatter WITH_WEEKDAY =
            DateTimeFormatter.ofPattern("EEEE d MMMM uuuu 'à' HH:mm", Locale.FRENCH);

    private static final String AND = "; ";
    private static final String LISTED = ", ";
    private static final int LONGEST = 2000;
    private static final int DEEPEST = 4;

    private static final Sentences ENGLISH = new Sentences(List.of());
    private static final Sentences FRENCH = new Sentences(load("fr"));

    private final List<Pair> pairs;

    private Sentences(List<Pair> pairs) {
        this.pairs = pairs;
    }

    /** A sentence in English and in another language, both with the same places. */
    record Pair(String english, String other) {

        /** What stands around the places. */
        List<String> fixed() {
            return Arrays.asList(PLACE.split(english, -1));
        }

        private int weight() {
            return PLACE.matcher(english).replaceAll("").length();
        }

        /** What stands in the places of the text, if it is this sentence; each place ends where what follows it begins. */
        private Optional<List<String>> values(String text) {
            List<String> fixed = fixed();
            String last = fixed.getLast();
            if (fixed.size() == 1) {
                return text.equals(english) ? Optional.of(List.of()) : Optional.empty();
            }
            if (!text.startsWith(fixed.getFirst()) || !text.endsWith(last)) {
                return Optional.empty();
            }
            List<String> values = new ArrayList<>();
            int from = fixed.getFirst().length();
            int end = text.length() - last.length();
            for (String next : fixed.subList(1, fixed.size() - 1)) {
                int at = text.indexOf(next, from);
                if (at <= from) {
                    return Optional.empty();
                }
                values.add(text.substring(from, at));
                from = at + next.length();
            }
            if (from >= end) {
                return Optional.empty();
            }
            values.add(text.substring(from, end));
            return Optional.of(values);
        }
    }

    /** Those in a language; English for one that there are none in. */
    public static Sentences in(Locale language) {
        return language.getLanguage().equals(Locale.FRENCH.getLanguage()) ? FRENCH : ENGLISH;
    }

    /** As {@link #in(Locale)}, by its code as processes keep it; English for none. */
    public static Sentences in(@Nullable String language) {
        return in(language == null ? Locale.ENGLISH : Locale.forLanguageTag(language));
    }

    /** Each of them in this language. */
    public List<String> say(Collection<String> english) {
        return english.stream().map(this::say).toList();
    }

    /** What may be several lines and sentences, in this language; null if there is nothing to say. */
    public @Nullable String sayIfAny(@Nullable String english) {
        return english == null ? null : say(english);
    }

    /** What may be several lines and sentences, in this language. */
    public String say(String english) {
        return pairs.isEmpty() ? english : say(english, 0);
    }

    private String say(String english, int depth) {
        if (english.length() > LONGEST || depth > DEEPEST) {
            return english;
        }
        if (english.contains("\n")) {
            return each(english.split("\n", -1), "\n", line -> say(line, depth + 1));
        }
        String[] sentences = NEXT.split(english);
        String[] clauses = english.split(AND);
        // one sentence could be taken for the beginning of another, so those that are all known come first
        return all(sentences, " ", depth)
                .or(() -> all(clauses, " ; ", depth))
                .or(() -> all(english.split(LISTED), LISTED, depth))
                .or(() -> whole(english, depth))
                .orElseGet(() -> sentences.length > 1
                        ? each(sentences, " ", sentence -> say(sentence, depth + 1))
                        : clauses.length > 1 ? each(clauses, " ; ", clause -> say(clause, depth + 1)) : english);
    }

    private Optional<String> all(String[] parts, String between, int depth) {
        if (parts.length < 2) {
            return Optional.empty();
        }
        List<String> said = new ArrayList<>();
        for (String part : parts) {
            Optional<String> known = whole(part, depth);
            if (known.isEmpty()) {
                return Optional.empty();
            }
            said.add(known.get());
        }
        return Optional.of(String.join(between, said));
    }

    private static String each(String[] parts, String between, UnaryOperator<String> said) {
        return String.join(between, Arrays.stream(parts).map(said).toList());
    }

    /** With or without the full stop and the capital that it has where it stands. */
    private Optional<String> whole(String english, int depth) {
        return stopped(english, depth)
                .or(() -> english.isEmpty() || !Character.isUpperCase(english.charAt(0))
                        ? Optional.empty()
                        : stopped(Character.toLowerCase(english.charAt(0)) + english.substring(1), depth)
                                .map(said -> said.substring(0, 1).toUpperCase(Locale.ROOT) + said.substring(1)));
    }

    private Optional<String> stopped(String english, int depth) {
        Optional<String> exactly = found(english, depth);
        return exactly.isPresent() || !english.endsWith(".")
                ? exactly
                : found(english.substring(0, english.length() - 1), depth).map(said -> said + ".");
    }

    private Optional<String> found(String english, int depth) {
        for (Pair pair : pairs) {
            Optional<List<String>> values = pair.values(english);
            if (values.isPresent()) {
                return Optional.of(filled(pair.other(), values.get(), depth));
            }
        }
        return Optional.empty();
    }

    private String filled(String sentence, List<String> values, int depth) {
        return PLACE.matcher(sentence).replaceAll(place -> {
            String value = values.get(Integer.parseInt(place.group(1)));
            return Matcher.quoteReplacement(
                    switch (String.valueOf(place.group(2))) {
                        case ":said" -> say(value, depth + 1);
                        case ":moment" -> moment(value);
                        default -> value;
                    });
        });
    }

    /** As the sentences write moments: an instant, a local time, or a long one with its zone. */
    private static String moment(String value) {
        for (DateTimeFormatter written : List.of(DateTimeFormatter.ISO_ZONED_DATE_TIME, LONG)) {
            try {
                ZonedDateTime at = ZonedDateTime.parse(value, written);
                return at.getZone().equals(ZoneOffset.UTC)
                        ? DAY_AND_TIME.format(at) + " UTC"
                        : WITH_WEEKDAY.format(at) + " (" + at.getZone() + ")";
            } catch (DateTimeParseException e) {
                // another way of writing it
            }
        }
        try {
            return DAY_AND_TIME.format(LocalDateTime.parse(value));
        } catch (DateTimeParseException e) {
            return value;
        }
    }

    /** All pairs, the most telling first, for those who check them. */
    List<Pair> pairs() {
        return pairs;
    }

    private static List<Pair> load(String language) {
        String file = "/sentences/" + language + ".txt";
        try (InputStream in = Objects.requireNonNull(Sentences.class.getResourceAsStream(file), file)) {
            List<String> lines = new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
            List<Pair> pairs = new ArrayList<>();
            for (int i = 0; i + 1 < lines.size(); i += 2) {
                pairs.add(new Pair(lines.get(i), lines.get(i + 1)));
            }
            return pairs.stream()
                    .sorted(Comparator.comparingInt(Pair::weight).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
