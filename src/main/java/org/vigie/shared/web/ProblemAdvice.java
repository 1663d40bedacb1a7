package org.vigie.shared.web;

import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.vigie.shared.ConflictException;
import org.vigie.shared.HintedException;
import org.vigie.shared.InvalidFieldException;
import org.vigie.shared.NotFoundException;
import org.vigie.shared.RefusedValues;

/** Answers errors as problem details (RFC 9457) with a hint and, for bad input, the fields and reasons. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    /** One field of the request that is not acceptable. */
    record FieldProblem(String field, String reason) {}

    @ExceptionHandler
    ProblemDetail invalidField(InvalidFieldException e) {
        return problem(HttpStatus.BAD_REQUEST, e.fact(), e.hint(), List.of(new FieldProblem(e.field(), e.fact())));
    }

    @ExceptionHandler
    ProblemDetail notFound(NotFoundException e) {
        return problem(HttpStatus.NOT_FOUND, e.fact(), e.hint(), List.of());
    }

    @ExceptionHandler
    ProblemDetail conflict(ConflictException e) {
        return problem(HttpStatus.CONFLICT, e.fact(), e.hint(), List.of());
    }

    @ExceptionHandler
    ProblemDetail hinted(HintedException e) {
        return problem(HttpStatus.UNPROCESSABLE_ENTITY, e.fact(), e.hint(), List.of());
    }

    /** A value that can be read and cannot be kept; anything else is a fault of ours. */
    @ExceptionHandler
    ProblemDetail unexpected(RuntimeException e) {
        if (!RefusedValues.caused(e)) {
            throw e;
        }
        return problem(
                HttpStatus.BAD_REQUEST,
                "a value of the request is out of range",
                "Compare the request with the API document at /v3/api-docs.",
                List.of());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String name = e.getPropertyName() == null ? "a value" : e.getPropertyName();
        return answer(problem(
                HttpStatus.BAD_REQUEST,
                name + " has a value of the wrong kind",
                "Compare the request with the API document at /v3/api-docs; in an address + is written %2B.",
                List.of(new FieldProblem(name, "has a value of the wrong kind"))));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldProblem> fields = e.getBindingResult().getFieldErrors().stream()
                .map(error -> new FieldProblem(error.getField(), String.valueOf(error.getDefaultMessage())))
                .sorted((a, b) -> a.field().compareTo(b.field()))
                .toList();
        String fact = fields.stream().map(f -> f.field() + " " + f.reason()).collect(Collectors.joining(", "));
        return answer(
                problem(HttpStatus.BAD_REQUEST, fact, "Correct the fields named and send the request again.", fields));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
        if (cause instanceof BodyTooLargeException tooLarge) {
            return answer(tooLarge.problem());
        }
        if (!(cause instanceof StreamReadException)
                && e.getCause() instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()) {
            FieldProblem field = new FieldProblem(path(mapping), reason(mapping));
            return answer(problem(
                    HttpStatus.BAD_REQUEST,
                    field.field() + " " + field.reason(),
                    "Compare the request with the API document at /v3/api-docs.",
                    List.of(field)));
        }
        return answer(problem(
                HttpStatus.BAD_REQUEST,
                "the body is not readable as JSON",
                "Send one JSON object in UTF-8, with Content-Type: application/json.",
                List.of(new FieldProblem("body", "not readable as JSON"))));
    }

    private static String reason(JsonMappingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return "is not a known field; known are "
                    + unknown.getKnownPropertyIds().stream()
                            .map(String::valueOf)
                            .sorted()
                            .collect(Collectors.joining(", "));
        }
        Class<?> target = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        if (target != null && target.isEnum()) {
            return "must be one of "
                    + Arrays.stream(target.getEnumConstants())
                            .map(String::valueOf)
                            .collect(Collectors.joining(", "));
        }
        return "has a value of the wrong kind";
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(part -> part.getFieldName() == null ? "[" + part.getIndex() + "]" : part.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private static ProblemDetail problem(HttpStatus status, String fact, String hint, List<FieldProblem> fields) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, fact);
        problem.setProperty("hint", hint);
        if (!fields.isEmpty()) {
            problem.setProperty("errors", fields);
        }
        return problem;
    }

    private static ResponseEntity<Object> answer(ProblemDetail problem) {
        return ResponseEntity.status(problem.getStatus()).body(problem);
    }
}
