package org.vigie.demo;

/** One thing of a scenario. */
enum DemoStep {
    TICKETS,
    RELEASE,
    BACKUP,
    RESTORE_TEST,
    FAILING_RELEASE,
    CRASH
}
