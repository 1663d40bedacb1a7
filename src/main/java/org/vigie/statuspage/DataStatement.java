package org.vigie.statuspage;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a public text says of the users' data; only a person says anything. */
public enum DataStatement {
    NONE,
    SAFE,
    CHECKING,
    AFFECTED;

    /** The form used in the database and in forms. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The statement written as {@code id}, if there is one. */
    public static Optional<DataStatement> find(String id) {
        return Arrays.stream(values())
                .filter(statement -> statement.id().equals(id))
                .findFirst();
    }
}
