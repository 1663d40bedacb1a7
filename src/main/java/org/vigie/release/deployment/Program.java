package org.vigie.release.deployment;

/**
 * A program of an application that is to run, or was.
 *
 * @param slot {@code a}, {@code b}, or {@link #ENTRY} for what passes requests on
 * @param operationId the release whose version it runs
 * @param generation counts its starts, from 1; each is a run of its own
 * @param wanted whether it is to run
 */
record Program(
        String application,
        String environment,
        String slot,
        String role,
        String operationId,
        int generation,
        boolean wanted) {

    static final String ENTRY = "entry";

    /** Unique over all data folders and databases, as ids of operations are. */
    String runId() {
        return operationId + "." + environment + "." + slot + "." + role + "." + generation;
    }
}
