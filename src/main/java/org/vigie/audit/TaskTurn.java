package org.vigie.audit;

/**
 * One turn of a process instance through a user task. Keys of an engine grow within a process instance: they tell a turn from
 * an earlier one where the clocks of two machines could not.
 *
 * @param elementId the task in the diagram
 * @param after key of an element instance that began before the task and after every earlier turn, best that of the task
 */
public record TaskTurn(long processInstanceKey, String elementId, long after) {}
