package org.vigie.effect;

import java.time.Instant;
import java.util.UUID;

/** A row of the table {@code effect}; {@code result} is the JSON null while the effect is not done. */
record EffectRecord(
        String key, EffectState state, UUID token, Instant leaseUntil, int attempts, boolean doubtful, String result) {}
