package org.vigie.shared.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/** Says in a problem what the web server itself refuses, before anything of Vigie sees it: the server would send a page. */
public class ServerProblems extends ErrorReportValve {

    /** Made by the server, by its name. */
    public ServerProblems() {}

    @Override
    protected void report(Request request, Response response, @Nullable Throwable cause) {
        int status = response.getStatus();
        if (status < HttpServletResponse.SC_BAD_REQUEST
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding(UTF_8.name());
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(ProblemText.of(status).json());
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException e) {
            // whoever asked is gone
        }
    }
}
