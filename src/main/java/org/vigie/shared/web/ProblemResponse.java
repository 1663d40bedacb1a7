package org.vigie.shared.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/** A problem (RFC 9457) as the answer of a filter, where no controller is reached. */
final class ProblemResponse {

    private ProblemResponse() {}

    static void write(HttpServletResponse response, ObjectMapper json, HttpStatus status, String fact, String hint)
            throws IOException {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, fact);
        problem.setProperty("hint", hint);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }
}
