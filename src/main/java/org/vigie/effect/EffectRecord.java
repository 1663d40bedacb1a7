package org.vigie.effect;

import java.util.UUID;

/** A row of the table {@code effect}; {@code result} is the JSON null while the effect is not done. */
record EffectRecord(String key, EffectState state, UUID token, int attempts, boolean doubtful, String result) {}
