package org.vigie.backup.place;

import org.jspecify.annotations.Nullable;
import org.vigie.shared.HintedException;

/** A place does not do what it is asked for. */
public class PlaceException extends HintedException {

    private final String code;

    PlaceException(String code, String fact, String hint, @Nullable Throwable cause) {
        super(fact, hint, cause);
        this.code = code;
    }

    /**
     * A stable cause: {@code place-unreachable}, {@code place-refused}, {@code host-key-changed}, {@code place-full},
     * {@code name-taken}, {@code copy-missing}, {@code place-failed}.
     */
    public String code() {
        return code;
    }
}
