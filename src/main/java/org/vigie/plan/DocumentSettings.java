package org.vigie.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Documents that an application must have.
 *
 * @param folder where they are, such as a clone of its repository
 * @param files paths below it
 */
public record DocumentSettings(Path folder, List<String> files) {

    public DocumentSettings {
        files = List.copyOf(files);
    }

    @JsonCreator
    static DocumentSettings of(
            @JsonProperty("folder") Path folder, @JsonProperty("files") @Nullable List<String> files) {
        return new DocumentSettings(folder, Objects.requireNonNullElse(files, List.of()));
    }
}
