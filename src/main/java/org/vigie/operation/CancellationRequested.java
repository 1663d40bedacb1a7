package org.vigie.operation;

/** Somebody asked for the end of an operation that is under way. */
record CancellationRequested(String operationId) {}
