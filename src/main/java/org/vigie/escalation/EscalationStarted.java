package org.vigie.escalation;

/** An escalation has begun and its process has to be started. */
public record EscalationStarted(String escalationId) {}
