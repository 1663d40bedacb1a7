package org.vigie.operation;

/** An operation is over, with whatever status; its targets are free. */
public record OperationEnded(String operationId, String kind, String application, OperationStatus status) {}
