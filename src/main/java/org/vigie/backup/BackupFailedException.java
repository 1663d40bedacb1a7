package org.vigie.backup;

import org.vigie.shared.HintedException;

/** There is no usable archive; what was there before is untouched. */
public class BackupFailedException extends HintedException {

    private final String cause;

    /**
     * @param cause a stable code such as {@code dump-failed}
     * @param fact what is wrong, lower case, without a full stop
     */
    public BackupFailedException(String cause, String fact) {
        this(cause, fact, "Read the log of the backup, correct the cause, then ask for it again.");
    }

    /** As {@link #BackupFailedException(String, String)}, with what to do next. */
    public BackupFailedException(String cause, String fact, String hint) {
        super(fact, hint);
        this.cause = cause;
    }

    /** A stable code such as {@code dump-failed}. */
    public String code() {
        return cause;
    }
}
