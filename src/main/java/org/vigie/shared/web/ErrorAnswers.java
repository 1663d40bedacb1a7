package org.vigie.shared.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what ended with a status and nothing else: in place of the pages of Spring Boot and of the web server. */
@Controller
class ErrorAnswers implements ErrorController {

    /** Asks for no parameter: that they cannot be read may be what is wrong. */
    @RequestMapping("/error")
    ResponseEntity<ProblemDetail> answer(HttpServletRequest request) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        ProblemText text = ProblemText.of(status instanceof Integer known ? known : HttpStatus.NOT_FOUND.value());
        ProblemDetail problem = ProblemDetail.forStatus(text.status());
        problem.setDetail(text.fact());
        problem.setProperty("hint", text.hint());
        return ResponseEntity.status(text.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    @Bean
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> serverProblems() {
        return ErrorAnswers::report;
    }

    static void report(TomcatServletWebServerFactory server) {
        server.addContextCustomizers(context -> {
            if (context.getParent() instanceof org.apache.catalina.core.StandardHost host) {
                host.setErrorReportValveClass(ServerProblems.class.getName());
            }
        });
    }
}
