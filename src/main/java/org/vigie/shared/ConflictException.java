package org.vigie.shared;

/** The present state does not allow what was asked for; answered with 409 over HTTP. */
public class ConflictException extends HintedException {

    public ConflictException(String fact, String hint) {
        super(fact, hint);
    }
}
