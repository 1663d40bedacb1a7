package org.vigie.shared.web;

import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** The body of a request is longer than its path allows. */
class BodyTooLargeException extends IOException {

    private final long limit;

    BodyTooLargeException(long limit) {
        super("the body is longer than " + limit + " bytes");
        this.limit = limit;
    }

    ProblemDetail problem() {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.PAYLOAD_TOO_LARGE, getMessage());
        problem.setProperty("hint", "Send at most " + limit / 1024 + " KiB; attach long texts by a link.");
        return problem;
    }
}
