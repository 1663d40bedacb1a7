package org.vigie.audit;

import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

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

    /** The actor where a person did it and it is not known, or not known yet, who. */
    public static final String UNKNOWN = "unknown";

    /** What looks like an account. */
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e]+");

    /** A reporter as an actor: nobody checks names of reporters, and none of them may pass for an account. */
    public static String reporter(String name) {
        return PLAIN.matcher(name).matches() ? name + " (reporter)" : name;
    }

    /** Whether the actor is the name of somebody. */
    public boolean isOfAPerson() {
        return !actor.equals(VIGIE) && !actor.equals(NOBODY) && !actor.equals(UNKNOWN);
    }

    /** The same done by somebody else. */
    AuditEntry by(String other) {
        return new AuditEntry(subject, at, other, action, details);
    }
}
