package org.vigie.effect;

import org.vigie.shared.HintedException;

/** Another attempt at the same effect has not reported yet. */
public class EffectUnderWayException extends HintedException {

    EffectUnderWayException(String key) {
        super("effect " + key + " is under way elsewhere", "Nothing to do: the job comes again by itself.");
    }
}
