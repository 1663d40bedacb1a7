package org.vigie.github.api;

import java.net.HttpURLConnection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.kohsuke.github.GHIOException;

/** GitHub did not do what it was asked; tells whether and when to ask again. */
public final class GitHubTrouble extends GHIOException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable Instant notBefore;

    /**
     * @param status the HTTP status, or 0 if there was no answer
     * @param notBefore when GitHub allows the next request, if it said so
     */
    public GitHubTrouble(int status, @Nullable Instant notBefore, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.notBefore = notBefore;
    }

    /** When GitHub allows the next request; null if it set no limit. */
    public @Nullable Instant notBefore() {
        return notBefore;
    }

    /** Whether the thing asked for was there once and never will be again. */
    public boolean isForGood() {
        return status == HttpURLConnection.HTTP_GONE;
    }

    /** Whether waiting alone helps; otherwise somebody has to give rights or correct a setting first. */
    public boolean passes() {
        return status == 0 || status >= 500 || status == 429 || status == 408 || notBefore != null;
    }
}
