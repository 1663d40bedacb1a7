package org.vigie.effect;

import java.time.Duration;
import org.vigie.shared.BusyElsewhereException;

/** Another attempt at the same effect has not reported yet; it is worth coming again when its lease is over. */
public class EffectUnderWayException extends BusyElsewhereException {

    EffectUnderWayException(String key, Duration leaseLeft) {
        super("effect " + key + " is under way elsewhere", "Nothing to do: the job comes again by itself.", leaseLeft);
    }
}
