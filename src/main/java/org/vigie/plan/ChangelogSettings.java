package org.vigie.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.vigie.shared.SecretRef;

/**
 * The changelog of an application, which is kept in its repository.
 *
 * @param file its path in the repository
 * @param branch that it is committed to
 * @param author by whom, for people
 * @param email of the author
 * @param push where branch and tag are brought; null: nowhere, what counts is the repository of the release
 */
public record ChangelogSettings(
        String file,
        String branch,
        String author,
        String email,
        @Nullable Push push) {

    /**
     * Another repository.
     *
     * @param to its address with https, or a folder
     * @param account to log in with; null: none
     * @param passwordFrom where its password or token is; null: none
     */
    public record Push(
            String to, @Nullable String account, @Nullable SecretRef passwordFrom) {}

    @JsonCreator
    static ChangelogSettings of(
            @JsonProperty("file") @Nullable String file,
            @JsonProperty("branch") @Nullable String branch,
            @JsonProperty("author") String author,
            @JsonProperty("email") String email,
            @JsonProperty("push") @Nullable Push push) {
        return new ChangelogSettings(
                Objects.requireNonNullElse(file, "CHANGELOG.md"),
                Objects.requireNonNullElse(branch, "main"),
                author,
                email,
                push);
    }
}
