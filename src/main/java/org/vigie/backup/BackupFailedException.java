package org.vigie.backup;

import org.vigie.shared.HintedException;

/** There is no usable archive; what was there before is untouched. */
public class BackupFailedException extends HintedException {

    private final String cause;

    BackupFailedException(String cause, String fact) {
        super(fact, "Read the log of the backup, correct the cause, then ask for it again.");
        this.cause = cause;
    }

    /** A stable code such as {@code dump-failed}. */
    public String code() {
        return cause;
    }
}
