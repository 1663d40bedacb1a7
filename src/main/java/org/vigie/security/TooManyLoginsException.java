package org.vigie.security;

import org.springframework.security.core.AuthenticationException;

/** Too many wrong passwords came from an address: none is compared for a while. */
class TooManyLoginsException extends AuthenticationException {

    private final long retryAfterSeconds;

    TooManyLoginsException(long retryAfterSeconds) {
        super("too many wrong passwords");
        this.retryAfterSeconds = retryAfterSeconds;
    }

    long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
