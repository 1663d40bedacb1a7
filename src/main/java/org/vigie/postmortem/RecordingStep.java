package org.vigie.postmortem;

/**
 * The step of a process that takes over what somebody filled in.
 *
 * @param key of its element instance; the same for every retry of the job
 */
public record RecordingStep(long processInstanceKey, long key) {}
