package org.vigie.monitoring.http;

/** A check ended without a good answer. */
final class HttpFailure extends Exception {

    private final String kind;

    /** @param kind stable code, such as {@code refused} */
    HttpFailure(String kind, String text) {
        super(text);
        this.kind = kind;
    }

    String kind() {
        return kind;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
