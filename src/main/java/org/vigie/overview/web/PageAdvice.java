package org.vigie.overview.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.vigie.shared.ConflictException;
import org.vigie.shared.HintedException;
import org.vigie.shared.InvalidFieldException;
import org.vigie.shared.NotFoundException;

/** Tells people on a page why something is not there or cannot be done, and what to do next. */
@RestControllerAdvice(basePackageClasses = Pages.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
class PageAdvice {

    private final Pages pages;
    private final Frames frames;

    PageAdvice(Pages pages, Frames frames) {
        this.pages = pages;
        this.frames = frames;
    }

    /** @param fact what is wrong, as a sentence begins */
    record Problem(Frame frame, String fact, String hint) {}

    @ExceptionHandler
    ResponseEntity<byte[]> hinted(HintedException e, HttpServletRequest request) {
        String field = e instanceof InvalidFieldException invalid ? invalid.field() + " " : "";
        Problem problem = new Problem(frames.of(request, "problem.title"), field + e.fact(), e.hint());
        ResponseEntity<byte[]> page = pages.page("problem", problem);
        return ResponseEntity.status(status(e)).headers(page.getHeaders()).body(page.getBody());
    }

    private static HttpStatus status(HintedException e) {
        return switch (e) {
            case NotFoundException missing -> HttpStatus.NOT_FOUND;
            case ConflictException conflict -> HttpStatus.CONFLICT;
            case InvalidFieldException invalid -> HttpStatus.BAD_REQUEST;
            default -> HttpStatus.UNPROCESSABLE_ENTITY;
        };
    }
}
