package org.vigie.operation;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.vigie.shared.Words;

/** What people call operations, how far they are, and what stands still of them, in a language. Thread-safe. */
public final class OperationWords {

    private static final Map<String, OperationWords> ALL = Words.LANGUAGES.stream()
            .collect(Collectors.toMap(
                    Locale::getLanguage, language -> new OperationWords(new Words("operation", language))));

    private final Words words;

    private OperationWords(Words words) {
        this.words = words;
    }

    /** Those of a language; English for one that there are none in. */
    public static OperationWords in(Locale language) {
        return ALL.getOrDefault(language.getLanguage(), ALL.get(Locale.ENGLISH.getLanguage()));
    }

    /** Its kind and the version that it is about, such as {@code Release 1.2.0}. */
    public String name(Operation operation) {
        String kind = words.get("kind." + operation.kind());
        Object version = operation.input().get("version");
        return version == null ? kind : kind + " " + version;
    }

    /** Such as {@code under way}. */
    public String status(OperationStatus status) {
        return words.get("status." + status.id());
    }

    /** As {@link #status(OperationStatus)}, of a step. */
    public String status(StepStatus status) {
        return words.get("status." + status.id());
    }

    /** The sentences themselves. */
    public Words words() {
        return words;
    }
}
