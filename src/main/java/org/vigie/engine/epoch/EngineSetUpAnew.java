package org.vigie.engine.epoch;

/**
 * The engine knows nothing of what ran before: it was set up anew, or Vigie was moved to another. Published in the transaction
 * that records it and before any worker works: a plain listener takes part in it and can still undo all keys of the engine
 * that is gone before the first of the new one comes. Cases without a process are then started anew.
 *
 * @param epoch number of the new engine; what was recorded under a lower one is of no use any more
 */
public record EngineSetUpAnew(int epoch) {}
