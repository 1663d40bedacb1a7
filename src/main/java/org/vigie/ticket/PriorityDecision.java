package org.vigie.ticket;

/**
 * What the table {@code ticketPriority} says.
 *
 * @param priority for example {@code LEVEL_1} or {@code P1}
 * @param taskPriority the priority of the user tasks, 0 to 100
 */
public record PriorityDecision(String priority, int taskPriority) {}
