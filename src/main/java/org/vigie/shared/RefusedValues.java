package org.vigie.shared;

import java.sql.SQLException;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/** Tells failures that are the fault of a value from those that are not. */
public final class RefusedValues {

    /** SQLSTATE class of values that a column cannot hold: out of range, not a character, too long. */
    private static final String DATA_EXCEPTION = "22";

    private RefusedValues() {}

    /** Whether a value that somebody sent is out of the range of what is kept or computed with. */
    public static boolean caused(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DateTimeException
                    || cause instanceof ArithmeticException
                    || cause instanceof SQLException sql
                            && sql.getSQLState() != null
                            && sql.getSQLState().startsWith(DATA_EXCEPTION)) {
                return true;
            }
        }
        return false;
    }
}
