package org.vigie.shared;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The account that owns the tables and migrates them, where it is another than the one by which Vigie works.
 *
 * @param username null: there is one account for both
 * @param password of that account
 */
@ConfigurationProperties("vigie.database.owner")
public record DatabaseOwner(
        @Nullable String username, @Nullable String password) {

    /** Whether it is an account of its own. */
    boolean isGiven() {
        return username != null && !username.isBlank();
    }

    @Override
    public String toString() {
        return "DatabaseOwner[" + username + "]";
    }
}
