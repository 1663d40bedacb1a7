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

/**
 * Where a secret is; never the secret itself.
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
        return Optional.ofNullable(kind == Kind.ENV ? environment.apply(name) : fileContent())
                .map(String::strip)
                .filter(secret -> !secret.isEmpty());
    }

    private String fileContent() {
        try {
            return Files.readString(Path.of(name));
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new HintedException(
                    "the secret in " + name + " cannot be read", "Let the account that runs Vigie read the file.", e);
        }
    }

    @JsonValue
    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + name;
    }
}
