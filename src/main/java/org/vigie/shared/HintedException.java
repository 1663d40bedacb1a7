package org.vigie.shared;

/**
 * An error that tells a person what is wrong and what to do next.
 *
 * <p>The fact is lower case and has no full stop; the hint is a sentence that names the next step.
 */
public class HintedException extends RuntimeException {

    private final String fact;
    private final String hint;

    /**
     * @param fact what is wrong, lower case, without a full stop
     * @param hint what to do next, one sentence
     */
    public HintedException(String fact, String hint) {
        super(fact + "; hint: " + hint);
        this.fact = fact;
        this.hint = hint;
    }

    /** As {@link #HintedException(String, String)}, keeping the technical cause for the log. */
    public HintedException(String fact, String hint, Throwable cause) {
        super(fact + "; hint: " + hint, cause);
        this.fact = fact;
        this.hint = hint;
    }

    /** What is wrong, lower case, without a full stop. */
    public String fact() {
        return fact;
    }

    /** What to do next, one sentence. */
    public String hint() {
        return hint;
    }

    /** Both for the text of a form or a report: {@code fact. Hint.} */
    public String sentences() {
        return fact + ". " + hint;
    }
}
