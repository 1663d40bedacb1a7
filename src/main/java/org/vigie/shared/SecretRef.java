package org.vigie.shared;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where a secret is; never the secret itself.
 *
 * <p>A variable that is not set may be named with {@code _FILE} at its end instead: it then holds the path of a file with the
 * secret, as images of containers have it.
 *
 * @param kind what the name names
 * @param name an environment variable or a file
 */
public record SecretRef(Kind kind, String name) {

    /** Places a secret can be in. */
    public enum Kind {
        ENV,
        FILE
    }

    /** Reads env:NAME or file:PATH. */
    @JsonCreator
    public static SecretRef parse(String text) {
        if (text.startsWith("env:")) {
            return new SecretRef(Kind.ENV, text.substring("env:".length()));
        }
        if (text.startsWith("file:")) {
            return new SecretRef(Kind.FILE, text.substring("file:".length()));
        }
        // the text is not repeated: it may be the secret itself
        throw new HintedException("not the place of a secret", "Write env:NAME or file:PATH, never the secret.");
    }

    /** The secret; empty when the variable or the file does not exist or is blank. */
    public Optional<String> read() {
        return read(System::getenv);
    }

    /** As {@link #read()}, with another way to look up variables. */
    public Optional<String> read(UnaryOperator<String> environment) {
        Optional<String> content = switch (kind) {
            case FILE -> content(name);
            case ENV ->
                given(environment.apply(name))
                        .or(() -> given(environment.apply(name + "_FILE")).flatMap(SecretRef::content));
        };
        return content.map(String::strip).filter(secret -> !secret.isEmpty());
    }

    private static Optional<String> given(@Nullable String variable) {
        return Optional.ofNullable(variable).filter(text -> !text.isBlank());
    }

    private static Optional<String> content(String file) {
        try {
            return Optional.of(Files.readString(Path.of(file.strip())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new HintedException(
                    "the secret in " + file + " cannot be read", "Let the account that runs Vigie read the file.", e);
        }
    }

    @JsonValue
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + name;
    }
}
