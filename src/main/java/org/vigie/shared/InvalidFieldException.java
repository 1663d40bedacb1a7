package org.vigie.shared;

/** A value that came from outside is not allowed; answered with 400 and the field's name over HTTP. */
public class InvalidFieldException extends HintedException {

    private final String field;

    /**
     * @param field the field as its sender wrote it, for example {@code reporter.email}
     * @param reason what is wrong with its value, lower case, without a full stop
     * @param hint what is allowed, one sentence
     */
    public InvalidFieldException(String field, String reason, String hint) {
        super(reason, hint);
        this.field = field;
    }

    /** The field as its sender wrote it. */
    public String field() {
        return field;
    }
}
