package org.vigie.ticket;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.vigie.shared.HintedException;

/** The user tasks of the ticket process: the status a ticket has meanwhile and what is filled in. */
public enum TicketStep {
    CORRECT_REQUEST("Task_CorrectRequest", TicketStatus.CORRECTION_OF_REQUEST, "request corrected"),
    QUALIFY(
            "Task_QualifyTicket",
            TicketStatus.QUALIFICATION,
            "ticket qualified",
            "decision",
            "type",
            "impact",
            "reason",
            "duplicateOf",
            "question"),
    RECORD_ANSWER("Task_RecordAnswer", TicketStatus.WAITING_FOR_REPORTER, "answer recorded", "answer"),
    ASSIGN("Task_AssignOwner", TicketStatus.ASSIGNMENT, "owner assigned", "owner", "team", "plannedRelease"),
    ANALYSE(
            "Task_AnalyseCause",
            TicketStatus.ANALYSIS,
            "cause analysed",
            "findings",
            "rootCause",
            "impactAssessment",
            "solution",
            "plannedDeployment"),
    IMPLEMENT(
            "Task_ImplementChange",
            TicketStatus.IMPLEMENTATION,
            "change implemented",
            "progress",
            "summary",
            "branch",
            "question"),
    REVIEW(
            "Task_ReviewChange",
            TicketStatus.REVIEW,
            "change reviewed",
            "pullRequest",
            "testsPassed",
            "testsOfTicket",
            "coverageBefore",
            "coverageAfter",
            "commitMessages",
            "reviewDecision",
            "reviewComment",
            "overrideReason"),
    MERGE("Task_MergeChange", TicketStatus.MERGE, "change merged", "mergeCommit", "releaseNote", "releaseNoteKind"),
    VALIDATE(
            "Task_ValidateCorrection",
            TicketStatus.VALIDATION,
            "correction validated",
            "validated",
            "satisfaction",
            "validationComment");

    private final String elementId;
    private final TicketStatus status;
    private final String completed;
    private final List<String> fields;

    TicketStep(String elementId, TicketStatus status, String completed, String... fields) {
        this.elementId = elementId;
        this.status = status;
        this.completed = completed;
        this.fields = List.of(fields);
    }

    /** The id of the user task in the diagram. */
    public String elementId() {
        return elementId;
    }

    /** What the audit trail says when the task is done. */
    public String completed() {
        return completed;
    }

    TicketStatus status() {
        return status;
    }

    /** The step before, if whoever completed that goes on here. */
    Optional<TicketStep> continues() {
        return switch (this) {
            case ASSIGN -> Optional.of(QUALIFY);
            case MERGE -> Optional.of(REVIEW);
            default -> Optional.empty();
        };
    }

    /** Whether its task is due when the ticket has to be taken up; else when it has to be corrected. */
    boolean isPartOfResponse() {
        return this == CORRECT_REQUEST || this == QUALIFY || this == ASSIGN;
    }

    /** Whether it is the reporter's turn meanwhile. */
    boolean waitsForReporter() {
        return status == TicketStatus.WAITING_FOR_REPORTER || status == TicketStatus.VALIDATION;
    }

    /** The fields of the form that belong to the evidence. */
    List<String> fields() {
        return fields;
    }

    /** The step drawn as {@code elementId}, if there is one. */
    static Optional<TicketStep> find(String elementId) {
        return Arrays.stream(values())
                .filter(step -> step.elementId.equals(elementId))
                .findFirst();
    }

    /** The step drawn as {@code elementId}. */
    public static TicketStep of(String elementId) {
        return find(elementId)
                .orElseThrow(() -> new HintedException(
                        "user task " + elementId + " is not known as a step of a ticket",
                        "Add it to TicketStep, or remove its execution listeners from the diagram."));
    }
}
