package org.vigie.shared;

/** Something that was asked for by its name does not exist; answered with 404 over HTTP. */
public class NotFoundException extends HintedException {

    public NotFoundException(String fact, String hint) {
        super(fact, hint);
    }
}
