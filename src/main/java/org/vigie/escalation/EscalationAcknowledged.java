package org.vigie.escalation;

/** Somebody takes care of what was escalated. */
public record EscalationAcknowledged(String escalationId) {}
