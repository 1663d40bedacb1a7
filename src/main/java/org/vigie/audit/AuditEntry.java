package org.vigie.audit;

import java.time.Instant;
import java.util.Map;

/**
 * One line of the audit trail.
 *
 * @param subject what it is about, for example a ticket id
 * @param at when it happened
 * @param actor who did it: an account, a person's name, or {@code vigie}
 * @param action past tense, for example {@code ticket closed}
 * @param details what else belongs to the evidence; no secrets
 */
public record AuditEntry(String subject, Instant at, String actor, String action, Map<String, String> details) {

    /** The actor of everything that nobody but Vigie did. */
    public static final String VIGIE = "vigie";

    /** The actor where a person did it whom nothing tells. */
    public static final String NOBODY = "nobody";
}
