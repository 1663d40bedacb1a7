package org.vigie.github;

import org.vigie.shared.HintedException;

/** A payload lacks what GitHub says it has. */
class UnreadablePayloadException extends HintedException {

    UnreadablePayloadException(String fact, String hint) {
        super(fact, hint);
    }
}
