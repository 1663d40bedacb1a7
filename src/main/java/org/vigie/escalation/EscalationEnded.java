package org.vigie.escalation;

/** The promise was met, given up or moved; nobody needs to be told any more. */
public record EscalationEnded(String escalationId) {}
