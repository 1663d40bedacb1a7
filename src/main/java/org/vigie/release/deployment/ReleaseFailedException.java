package org.vigie.release.deployment;

import org.vigie.shared.HintedException;

/** A release or a rollback cannot go on; what serves is as it was when this was thrown. */
public class ReleaseFailedException extends HintedException {

    private final String cause;

    /**
     * @param cause a stable code such as {@code tests-failed}
     * @param fact what is wrong, lower case, without a full stop
     */
    public ReleaseFailedException(String cause, String fact) {
        this(cause, fact, "See docs/releases.md, section Causes.");
    }

    /** As {@link #ReleaseFailedException(String, String)}, with what to do next. */
    public ReleaseFailedException(String cause, String fact, String hint) {
        super(fact, hint);
        this.cause = cause;
    }

    /** A stable code such as {@code tests-failed}. */
    public String code() {
        return cause;
    }
}
