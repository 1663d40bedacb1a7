package org.vigie.watch;

import org.vigie.shared.HintedException;

/** An address gave no feed. */
class UnreadableFeedException extends HintedException {

    UnreadableFeedException(String fact, String hint) {
        super(fact, hint);
    }
}
