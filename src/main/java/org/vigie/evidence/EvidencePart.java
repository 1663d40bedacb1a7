package org.vigie.evidence;

/** The files of an export that are made of rows, each with the view it is read from. */
enum EvidencePart {
    TICKETS("cases/tickets.jsonl", "evidence_ticket"),
    TICKET_STEPS("cases/ticket-steps.jsonl", "evidence_ticket_step"),
    VALIDATIONS("cases/validations.jsonl", "evidence_validation"),
    SLA_CLOCKS("cases/sla-clocks.jsonl", "evidence_sla_clock"),
    POST_MORTEMS("cases/post-mortems.jsonl", "evidence_post_mortem"),
    TASKS("people/completed-tasks.jsonl", "evidence_task"),
    NOTICES("people/notices.jsonl", "evidence_notice"),
    CHANGES("changes/pull-requests.jsonl", "evidence_change"),
    GATES("changes/gates-and-overrides.jsonl", "evidence_gate"),
    OPERATIONS("operations/operations.jsonl", "evidence_operation"),
    RELEASES("releases/releases.jsonl", "evidence_release"),
    RELEASE_PROPOSALS("releases/proposals.jsonl", "evidence_release_proposal"),
    DEPRECATIONS("releases/deprecations.jsonl", "evidence_deprecation"),
    BACKUPS("backups/backups.jsonl", "evidence_backup"),
    RESTORE_TESTS("backups/restore-tests.jsonl", "evidence_restore_test"),
    INCIDENTS("incidents/incidents.jsonl", "evidence_incident"),
    ALERTS("incidents/alerts.jsonl", "evidence_alert"),
    CRISES("incidents/crisis-communication.jsonl", "evidence_crisis"),
    STATES("monitoring/states.jsonl", "evidence_downtime"),
    MAINTENANCE("monitoring/maintenance-windows.jsonl", "evidence_maintenance"),
    PREVENTIVE_RUNS("preventive/runs.jsonl", "evidence_preventive_run"),
    DEPENDENCIES("preventive/dependencies.jsonl", "evidence_dependency"),
    WATCH("preventive/technology-watch.jsonl", "evidence_watch"),
    BACKLOG_REVIEWS("reviews/backlog-reviews.jsonl", "evidence_backlog_review"),
    MONTHLY_REPORTS("reviews/monthly-reports.jsonl", "evidence_monthly_report");

    private final String file;
    private final String view;

    EvidencePart(String file, String view) {
        this.file = file;
        this.view = view;
    }

    String file() {
        return file;
    }

    String view() {
        return view;
    }
}
