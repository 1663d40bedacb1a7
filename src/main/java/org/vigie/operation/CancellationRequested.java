package org.vigie.operation;

import org.vigie.engine.event.StoredAs;

/** Somebody asked for the end of an operation that is under way. */
@StoredAs(value = "operation-cancellation-requested/1", former = "org.vigie.operation.CancellationRequested")
record CancellationRequested(String operationId) {}
