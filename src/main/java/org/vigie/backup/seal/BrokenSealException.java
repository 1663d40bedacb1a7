package org.vigie.backup.seal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A copy is not what its manifest says, or cannot be opened with the keys that are here. */
public class BrokenSealException extends IOException {

    private final String code;

    /** @param code a stable cause such as {@code copy-damaged} */
    public BrokenSealException(String code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** A stable cause: {@code copy-damaged}, {@code copy-not-encrypted}, {@code key-unusable}, {@code manifest-edited} and the like. */
    public String code() {
        return code;
    }
}
