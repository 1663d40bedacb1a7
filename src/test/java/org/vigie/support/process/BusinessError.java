package org.vigie.support.process;

import java.util.Map;

/** A BPMN error thrown by a stub. */
public final class BusinessError extends Exception {

    private final String code;
    private final transient Map<String, Object> variables;

    public BusinessError(String code, Map<String, Object> variables) {
        super(code);
        this.code = code;
        this.variables = variables;
    }

    String code() {
        return code;
    }

    Map<String, Object> variables() {
        return variables;
    }
}
