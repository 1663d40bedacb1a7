package org.vigie.demo;

/** One thing of a scenario. */
enum DemoStep {
    TICKETS,
    PAST_TICKET,
    RELEASE,
    BACKUP,
    RESTORE_TEST,
    FAILING_RELEASE,
    CRASH
}
