package org.vigie.preventive;

import java.util.List;

/**
 * What came of some work.
 *
 * @param summary a sentence for people, in the language of the plan
 * @param details what was found, line by line
 * @param operations that were asked for and are waited for; empty unless the state is WAITING
 */
public record WorkResult(WorkState state, String summary, List<String> details, List<String> operations) {

    public WorkResult {
        details = List.copyOf(details);
        operations = List.copyOf(operations);
    }

    public static WorkResult done(String summary, List<String> details) {
        return new WorkResult(WorkState.DONE, summary, details, List.of());
    }

    /** Something a person has to see to. */
    public static WorkResult failed(String summary, List<String> details) {
        return new WorkResult(WorkState.FAILED, summary, details, List.of());
    }

    /** The plan does not say how; nobody is asked for that. */
    public static WorkResult notSetUp(String summary) {
        return new WorkResult(WorkState.NOT_SET_UP, summary, List.of(), List.of());
    }

    /** It goes on as operations, whose ends decide. */
    public static WorkResult waiting(String summary, List<String> operations) {
        return new WorkResult(WorkState.WAITING, summary, List.of(), operations);
    }
}
