package org.vigie.security;

/** What an account may do. */
public enum Role {
    /** Reads and changes everything. */
    OPERATOR,
    /** Reads everything, changes nothing. */
    AUDITOR,
    /** Reads everything, changes models and nothing else. */
    PROCESS_OWNER
}
