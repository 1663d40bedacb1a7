package org.vigie.shared.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * What is said where nothing is known but a status.
 *
 * @param title of the status; empty if it has none
 */
record ProblemText(int status, String title, String fact, String hint) {

    static ProblemText of(int status) {
        @Nullable HttpStatus known = HttpStatus.resolve(status);
        String title = known == null ? "" : known.getReasonPhrase();
        return switch (status) {
            case 400 ->
                new ProblemText(
                        status,
                        title,
                        "the request cannot be read",
                        "Compare its address, its headers and its length with the API document at /v3/api-docs.");
            case 404 ->
                new ProblemText(
                        status,
                        title,
                        "there is nothing at this address",
                        "The API document at /v3/api-docs names what there is.");
            case 405, 501 ->
                new ProblemText(
                        status,
                        title,
                        "this address does not take that method",
                        "The API document at /v3/api-docs names them.");
            case 413, 414, 431 ->
                new ProblemText(
                        status, title, "the request is too long", "Send what is long in the body, of at most 64 KiB.");
            case 505 -> new ProblemText(status, title, "that version of HTTP is not spoken", "Use HTTP/1.1.");
            default ->
                status < 500
                        ? new ProblemText(
                                status,
                                title,
                                "the request was refused",
                                "Compare it with the API document at /v3/api-docs.")
                        : new ProblemText(
                                status,
                                title,
                                "the request failed",
                                "Send it again; if that fails too, look into Vigie's log.");
        };
    }

    /** None of the texts has a character to be escaped. */
    String json() {
        return "{\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\"" + fact + "\",\"hint\":\"" + hint
                + "\"}";
    }
}
