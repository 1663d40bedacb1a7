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
     * @param to its address with https or ssh, or a folder
     * @param account to log in with; null: none, and with ssh the usual one
     * @param passwordFrom where its password or token is; null: none
     * @param hostKey with ssh the server's public key as in known_hosts, without the name; null: not with ssh
     * @param keyFrom with ssh where the private key of the account is; null: not with ssh
     */
    public record Push(
            String to,
            @Nullable String account,
            @Nullable SecretRef passwordFrom,
            @Nullable String hostKey,
            @Nullable SecretRef keyFrom) {

        /** Without SSH. */
        public Push(String to, @Nullable String account, @Nullable SecretRef passwordFrom) {
            this(to, account, passwordFrom, null, null);
        }
    }

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
