package org.vigie.modelling.check;

import org.vigie.modelling.Finding;

/** A text is no model. */
public class UnreadableModelException extends RuntimeException {

    private final transient Finding finding;

    UnreadableModelException(Finding finding) {
        super(finding.file() + " cannot be read");
        this.finding = finding;
    }

    public Finding finding() {
        return finding;
    }
}
