package org.vigie.backup.scratch;

import org.vigie.backup.scratch.RestoreResult.Verdict;

/** The restore goes no further; carries the verdict. */
final class RestoreStopped extends RuntimeException {

    private final Verdict verdict;
    private final String code;

    private RestoreStopped(Verdict verdict, String code, String sentence) {
        super(sentence);
        this.verdict = verdict;
        this.code = code;
    }

    static RestoreStopped refused(String code, String sentence) {
        return new RestoreStopped(Verdict.REFUSED, code, sentence);
    }

    static RestoreStopped inconclusive(String code, String sentence) {
        return new RestoreStopped(Verdict.INCONCLUSIVE, code, sentence);
    }

    Verdict verdict() {
        return verdict;
    }

    String code() {
        return code;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
