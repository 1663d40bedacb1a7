package org.vigie.shared.ssh;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Trying again would not help: a key or an account is wrong, on this side or the other. Nothing was sent but the log-in. */
public final class SshRefusedException extends IOException {

    private static final long serialVersionUID = 1;

    /** What is wrong. */
    public enum Reason {
        /** The server shows another key than the plan has. */
        HOST_KEY_CHANGED,
        /** A key or a password of the plan cannot be used. */
        SETTINGS,
        /** The server does not let the account in. */
        LOGIN
    }

    private final Reason reason;
    private final String hint;

    SshRefusedException(Reason reason, String fact, String hint, @Nullable Throwable cause) {
        super(fact, cause);
        this.reason = reason;
        this.hint = hint;
    }

    public Reason reason() {
        return reason;
    }

    /** What to do. */
    public String hint() {
        return hint;
    }
}
