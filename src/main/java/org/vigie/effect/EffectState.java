package org.vigie.effect;

enum EffectState {
    INTENT,
    DONE,
    FAILED
}
